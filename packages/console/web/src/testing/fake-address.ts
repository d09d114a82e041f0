import type { AddressBar } from "../client/page-address.ts";

/** An address bar with its history. */
export function fakeAddress(first = ""): AddressBar & { readonly history: string[]; back(): void } {
  const history = [first];
  let listener: (() => void) | undefined;
  return {
    history,
    read: () => history.at(-1)!,
    with: (hash) => `http://127.0.0.1:4870/${hash}`,
    write(hash, push) {
      if (push) history.push(hash);
      else history[history.length - 1] = hash;
    },
    onChange(tell) {
      listener = tell;
      return () => (listener = undefined);
    },
    back() {
      history.pop();
      listener?.();
    },
  };
}
