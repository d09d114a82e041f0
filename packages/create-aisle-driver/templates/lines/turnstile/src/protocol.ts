import type { DriverReading, OpenDevice } from "@aisle/sdk";
import { type Ask, tell } from "./ask.ts";

/** `P in` says that somebody passed, `C 12 7` how many have entered and left. Every other line is none. */
export function toReadings(line: string): DriverReading<"turnstile">[] {
  const passage = /^P (in|out)$/.exec(line);
  if (passage) {
    return [{ type: "passage", data: { phase: "completed", direction: passage[1] === "in" ? "in" : "out" } }];
  }
  const counters = /^C (\d{1,9}) (\d{1,9})$/.exec(line);
  return counters ? [{ type: "counters", data: { in: Number(counters[1]), out: Number(counters[2]) } }] : [];
}

/** `A in` lets one person in, `M locked` changes the mode. */
export function commandsOver(ask: Ask): NonNullable<OpenDevice<"turnstile">["commands"]> {
  return {
    admit: ({ direction }, { signal }) => tell(ask, `A ${direction}`, signal),
    setMode: ({ mode }, { signal }) => tell(ask, `M ${mode}`, signal),
  };
}
