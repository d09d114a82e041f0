/** Where the page's address stands. Handed in, so that tests need no browser. */
export interface AddressBar {
  /** What stands after `#`, with it. */
  readonly read: () => string;
  /** The whole address with another end. */
  readonly with: (hash: string) => string;
  /** Puts it into the bar, as a new step of the history or in place of the last. */
  readonly write: (hash: string, push: boolean) => void;
  /** Somebody went back or on, or typed. */
  readonly onChange: (listener: () => void) => () => void;
}

/** The browser's own. */
export function browserAddress(view: Window): AddressBar {
  const bare = () => view.location.href.replace(/#.*$/, "");
  return {
    read: () => view.location.hash,
    with: (hash) => bare() + hash,
    write(hash, push) {
      if (view.location.hash === hash) return;
      const address = hash === "" ? bare() : hash;
      if (push) view.history.pushState(null, "", address);
      else view.history.replaceState(null, "", address);
    },
    onChange(listener) {
      view.addEventListener("popstate", listener);
      return () => view.removeEventListener("popstate", listener);
    },
  };
}

/** Steps that follow each other faster than this, ms, are one step of the history: a drag is not a hundred. */
const together = 1_000;

/** Writes addresses at a rate that browsers allow. */
export function addressWriter(bar: AddressBar, now: () => number): (hash: string) => void {
  let lastAt = -Infinity;
  let first = true;
  return (hash) => {
    if (hash === bar.read()) return;
    bar.write(hash, !first && now() - lastAt > together);
    first = false;
    lastAt = now();
  };
}
