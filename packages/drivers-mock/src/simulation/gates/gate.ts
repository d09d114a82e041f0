import type { Direction, TurnstileMode } from "@aisle/sdk";
import type { Chance } from "../chance/index.ts";
import type { Delivery, Latency } from "../delivery/index.ts";
import type { GatePlace } from "../layout/index.ts";
import { refused } from "../refused.ts";
import type { SimulationSettings } from "../settings.ts";

/** One turnstile with its scanner. People use it one after the other. Times in ms. */
export interface Gate {
  readonly place: GatePlace;
  readonly mode: TurnstileMode;
  /** Asks for a turn; the place in the row, 0 for whose turn it is. Asking again changes nothing. */
  queue(person: string): number;
  /** Ends a turn, or leaves the row. */
  release(person: string): void;
  /** Shows a credential to the scanner. */
  scan(credential: string, time: number): void;
  /** Whether somebody may pass now; true only once for each time the gate was opened, unless it is free. */
  pass(direction: Direction): boolean;
  /** Says what the person in the gate does. */
  passage(phase: "started" | "completed", direction: Direction, time: number): void;
  /** `admit` and `setMode` for the turnstile; anything else is refused with an `AisleError`. */
  command(name: string, input: unknown, time: number): void;
  tick(time: number): void;
}

/** How long the board waits before it opens by itself, and for how long it stays open. */
const boardDelayMs = 300;
const openForMs = 5_000;
const boardLatency: Latency = { mean: 45, sd: 12, least: 15 };
const scannerLatency: Latency = { mean: 30, sd: 2, least: 20 };
const lateLatency: Latency = { mean: 1100, sd: 450, least: 300 };
const modes: readonly string[] = ["controlled", "free-in", "free-out", "free", "locked"] satisfies TurnstileMode[];

/** A gate at its place. Out of the store it is free, unless locked; into it, it waits to be opened. */
export function createGate(
  place: GatePlace,
  { admission, difficulty }: Pick<SimulationSettings, "admission" | "difficulty">,
  delivery: Delivery,
  chance: Chance,
): Gate {
  const row: string[] = [];
  let mode: TurnstileMode = "controlled";
  let admitAt: number | undefined;
  let open: { readonly direction: Direction; readonly until: number } | undefined;
  const clockOffset = chance.between(-5, 5);
  const late = chance.fork("late");
  const twice = chance.fork("twice");

  const say = (reading: GateSays, time: number): void => {
    const at = Math.round(time + clockOffset);
    delivery.send(
      (receivedAt) => ({ receivedAt, device: place.id, kind: "turnstile", reading: { ...reading, at } }),
      time,
      late.yes(difficulty.latePassages) ? lateLatency : boardLatency,
    );
  };
  const show = (credential: string, time: number): void => {
    const data = { symbology: "]Q1", data: credential };
    const at = Math.round(time);
    delivery.send(
      (receivedAt) => ({
        receivedAt,
        device: place.scanner,
        kind: "barcode-scanner",
        reading: { type: "scan", at, data },
      }),
      time,
      scannerLatency,
    );
  };
  const admit = (direction: Direction, time: number): void => {
    open = { direction, until: time + openForMs };
    say({ type: "authorised", data: { direction } }, time);
  };

  return {
    place,
    get mode() {
      return mode;
    },
    queue(person) {
      if (!row.includes(person)) row.push(person);
      return row.indexOf(person);
    },
    release(person) {
      const at = row.indexOf(person);
      if (at >= 0) row.splice(at, 1);
    },
    scan(credential, time) {
      show(credential, time);
      if (twice.yes(difficulty.doubleScans)) show(credential, time + twice.between(200, 600));
      if (admission === "automatic" && mode === "controlled") admitAt = time + boardDelayMs;
    },
    pass(direction) {
      if (mode === "free" || mode === `free-${direction}`) return true;
      if (direction === "out" && mode !== "locked") return true;
      if (open?.direction !== direction) return false;
      open = undefined;
      return true;
    },
    passage(phase, direction, time) {
      if (chance.yes(difficulty.missedPassages)) return;
      say({ type: "passage", data: { phase, direction } }, time);
      if (phase === "completed" && twice.yes(difficulty.doublePassages))
        say({ type: "passage", data: { phase, direction } }, time + twice.between(50, 400));
    },
    command(name, input, time) {
      const wish = typeof input === "object" && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
      if (name === "admit" && (wish["direction"] === "in" || wish["direction"] === "out")) {
        admit(wish["direction"], time);
      } else if (name === "setMode" && isMode(wish["mode"])) {
        mode = wish["mode"];
        say({ type: "mode", data: { mode } }, time);
      } else {
        throw refused(
          `${place.id} does not take ${name}(${JSON.stringify(input)}).`,
          `Send admit({ direction: "in" | "out" }) or setMode({ mode: ${modes.join(" | ")} }).`,
        );
      }
    },
    tick(time) {
      if (admitAt !== undefined && time >= admitAt) {
        admitAt = undefined;
        admit("in", time);
      }
      if (open !== undefined && time >= open.until) {
        say({ type: "passage", data: { phase: "timed-out", direction: open.direction } }, time);
        open = undefined;
      }
    },
  };
}

type GateSays =
  | { readonly type: "authorised"; readonly data: { readonly direction: Direction } }
  | { readonly type: "mode"; readonly data: { readonly mode: TurnstileMode } }
  | {
      readonly type: "passage";
      readonly data: { readonly phase: "started" | "completed" | "timed-out"; readonly direction: Direction };
    };

function isMode(value: unknown): value is TurnstileMode {
  return typeof value === "string" && modes.includes(value);
}
