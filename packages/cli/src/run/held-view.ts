import type { StoreView } from "../views/index.ts";

/** A view that says nothing yet, so that something else can come first. */
export interface HeldView extends StoreView {
  /** Says what was held back, in order, and holds nothing any more. Safe to call twice. */
  release(): void;
}

/** Past so many calls what comes first has had its chance: a view never holds more back. */
const mostHeld = 10_000;

/** Holds back what `view` is told until it is released; `page` alone is told at once. */
export function holdView(view: StoreView): HeldView {
  let held: (() => void)[] | undefined = [];
  const release = (): void => {
    const calls = held ?? [];
    held = undefined;
    for (const call of calls) call();
  };
  const later = (call: () => void): void => {
    if (held === undefined) call();
    else if (held.push(call) >= mostHeld) release();
  };
  return {
    page: (url) => view.page(url),
    event: (event) => later(() => view.event(event)),
    receipt: (checked) => later(() => view.receipt(checked)),
    status: (device, kind, status) => later(() => view.status(device, kind, status)),
    note: (text, at) => later(() => view.note(text, at)),
    end: (summary) => later(() => view.end(summary)),
    close() {
      release();
      view.close();
    },
    release,
  };
}
