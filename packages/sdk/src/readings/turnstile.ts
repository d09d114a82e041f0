/** Seen from the store: `in` is into the store. */
export type Direction = "in" | "out";

/** How a turnstile treats whoever comes. */
export type TurnstileMode = "controlled" | "free-in" | "free-out" | "free" | "locked";

/** What a turnstile can say. */
export interface TurnstileReadings {
  /** The gate was told to let somebody pass and is waiting for them. */
  authorised: { readonly direction: Direction; readonly key?: string };
  /** Somebody is passing, has passed, came too late, went back, or pushed through. */
  passage: {
    readonly phase: "started" | "completed" | "timed-out" | "reverted" | "forced";
    readonly direction: Direction;
  };
  /** The board's own counts since it was made; they may wrap around. */
  counters: { readonly in: number; readonly out: number };
  mode: { readonly mode: TurnstileMode };
  alarm: { readonly alarm: "fire" | "tamper" | "fault"; readonly active: boolean };
}

/** What a turnstile can be told. */
export interface TurnstileCommands {
  /** Let one person pass. Never repeated by the hub when its outcome is unknown: it must not open twice. */
  admit: { readonly input: { readonly direction: Direction }; readonly output: undefined };
  /** Change how the turnstile treats whoever comes. */
  setMode: { readonly input: { readonly mode: TurnstileMode }; readonly output: undefined };
}
