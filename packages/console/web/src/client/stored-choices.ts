import { effect, type Signal } from "@preact/signals";

/** What a page may keep on this computer: `localStorage`, which may be forbidden or full. */
export type ChoiceStore = Pick<Storage, "getItem" | "setItem">;

/** The browser's own, or `undefined` where it is forbidden. */
export function browserChoices(view: Window): ChoiceStore | undefined {
  try {
    return view.localStorage;
  } catch {
    return undefined;
  }
}

/** Begins with what was chosen last time, if that is one of `allowed`, and keeps what is chosen from now on. */
export function keepChoice<T extends string>(
  store: ChoiceStore | undefined,
  key: string,
  choice: Signal<T>,
  allowed: readonly T[],
): () => void {
  try {
    const kept = store?.getItem(key);
    const found = allowed.find((each) => each === kept);
    if (found !== undefined) choice.value = found;
  } catch {
    // A choice that cannot be read is not worth a word.
  }
  return effect(() => {
    const value = choice.value;
    try {
      store?.setItem(key, value);
    } catch {
      // Nor is one that cannot be kept.
    }
  });
}

/** The same for switches: those that are kept as on or off, whatever else stands there. */
export function keepSwitches<T extends { readonly [name in keyof T]: boolean }>(
  store: ChoiceStore | undefined,
  key: string,
  switches: Signal<T>,
): () => void {
  try {
    const kept: unknown = JSON.parse(store?.getItem(key) ?? "{}");
    const known = Object.entries(kept ?? {}).filter(
      ([name, on]) => Object.hasOwn(switches.peek(), name) && typeof on === "boolean",
    );
    if (known.length > 0) switches.value = { ...switches.peek(), ...Object.fromEntries(known) };
  } catch {
    // As with a choice.
  }
  return effect(() => {
    const value = JSON.stringify(switches.value);
    try {
      store?.setItem(key, value);
    } catch {
      // As with a choice.
    }
  });
}
