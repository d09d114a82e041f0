/** Whoever wants to hear of something. One that throws keeps the others from hearing: it must not. */
export interface Listeners<T> {
  readonly tell: (value: T) => void;
  /** Hears of every value from now on, until the function it gives is called. */
  readonly add: (listener: (value: T) => void) => () => void;
  readonly clear: () => void;
}

/** Nobody yet. */
export function listeners<T>(): Listeners<T> {
  let all: readonly ((value: T) => void)[] = [];
  return {
    tell(value) {
      for (const listener of all) listener(value);
    },
    add(listener) {
      // Replaced, never written to: who is told now goes on over those it began with. The same function may come twice.
      const own = (value: T): void => listener(value);
      all = [...all, own];
      return () => {
        all = all.filter((other) => other !== own);
      };
    },
    clear() {
      all = [];
    },
  };
}
