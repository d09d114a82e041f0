import type { PageModel, Panel } from "../client/page-model.ts";
import { interactionKinds, nextSpeed, reviewKinds } from "../timeline/choices.ts";

/** The keys in words, as the dialog shows them. */
export const keyList: readonly { readonly keys: readonly string[]; readonly text: string }[] = [
  { keys: ["Space"], text: "Play or pause" },
  { keys: ["←", "→"], text: "One frame back or on (0.1 s)" },
  { keys: ["Shift ←", "Shift →"], text: "Previous or next pick or return" },
  { keys: ["p", "n"], text: "Previous or next review or revision" },
  { keys: ["[", "]"], text: "Slower or faster" },
  { keys: ["l"], text: "Live, or the end of what has been read" },
  { keys: ["1 – 5"], text: "Panels" },
  { keys: ["Esc"], text: "Close the evidence, choose nothing" },
  { keys: ["?", "/"], text: "These keys" },
];

export interface KeyHost {
  /** The panel at this place of the tab bar. */
  panel(index: number): Panel | undefined;
  help(): void;
}

/** The parts of a key press that count; one of these is enough in a test. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Does what a key stands for; whether it stands for anything. */
export function pressKey(press: KeyPress, model: PageModel, host: KeyHost): boolean {
  if (press.ctrlKey || press.altKey || press.metaKey) return false;
  switch (press.key) {
    case " ":
      if (model.playing.value) model.pause();
      else model.play();
      return true;
    case "ArrowLeft":
    case "ArrowRight": {
      const direction = press.key === "ArrowLeft" ? -1 : 1;
      if (press.shiftKey) model.jump(direction, interactionKinds);
      else model.step(direction);
      return true;
    }
    case "[":
      model.setSpeed(nextSpeed(model.speed.value, -1));
      return true;
    case "]":
      model.setSpeed(nextSpeed(model.speed.value, 1));
      return true;
    case "n":
      model.jump(1, reviewKinds);
      return true;
    case "p":
      model.jump(-1, reviewKinds);
      return true;
    case "l":
      model.goLive();
      return true;
    case "/":
    case "?":
      host.help();
      return true;
    case "Escape":
      if (model.selection.value === undefined) return false;
      model.selection.value = undefined;
      return true;
    default: {
      const panel = /^[1-9]$/.test(press.key) ? host.panel(Number(press.key) - 1) : undefined;
      if (panel === undefined) return false;
      model.panel.value = panel;
      return true;
    }
  }
}

/** Keys mean something else to whoever writes, chooses from a list, or has a dialog open. */
const ownKeys = "input, textarea, select, [contenteditable], dialog";
/** Space presses these. */
const pressed = "button, a, summary, label, [role=tab], [role=option], [role=checkbox]";

/** Listens until the function it gives is called. A room that handles a key itself calls `preventDefault`. */
export function listenToKeys(view: Window, model: PageModel, host: KeyHost): () => void {
  const onKey = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (event.defaultPrevented || target?.closest(ownKeys) || view.document.querySelector("dialog[open]")) return;
    if (event.key === " " && target?.closest(pressed)) return;
    if (pressKey(event, model, host)) event.preventDefault();
  };
  view.addEventListener("keydown", onKey);
  return () => view.removeEventListener("keydown", onKey);
}
