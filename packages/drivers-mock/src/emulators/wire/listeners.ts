/** Whoever wants to hear of something. */
export interface Listeners<T> {
  /** Adds one; what it gives takes it away again. */
  readonly add: (listener: (value: T) => void) => () => void;
  tell(value: T): void;
}

/** Makes an empty list of listeners. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<{ readonly listener: (value: T) => void }>();
  return {
    add(listener) {
      const entry = { listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    tell(value) {
      for (const { listener } of [...listeners]) listener(value);
    },
  };
}
