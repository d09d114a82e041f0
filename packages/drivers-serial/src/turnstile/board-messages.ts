import type { Direction, TurnstileMode } from "@aisle/sdk";
import { type OperatorFunction, pipe } from "rxjs";
import { each } from "../line/index.ts";
import { boardFrames } from "./board-frame.ts";

export const alarms = ["fire", "tamper", "fault"] as const;
/** What can be wrong at a turnstile. */
export type Alarm = (typeof alarms)[number];

/** How a board treats whoever comes, in the order of its numbers. */
export const modes: readonly TurnstileMode[] = ["controlled", "free-in", "free-out", "free", "locked"];
const phases = ["authorised", "started", "completed", "timed-out", "reverted", "forced"] as const;

/** All that a board says of itself when it is asked. */
export interface BoardStatus {
  readonly type: "status";
  readonly mode: TurnstileMode;
  readonly alarms: Readonly<Record<Alarm, boolean>>;
  /** Passages since it was made; they wrap around at 2³². */
  readonly in: number;
  readonly out: number;
  /** Number of its last event; it wraps around at 2¹⁶. */
  readonly event: number;
}

/** What a board says. */
export type BoardMessage =
  | BoardStatus
  | { readonly type: "admitted"; readonly result: "done" | "busy" | "locked"; readonly key: number }
  | { readonly type: "mode-set"; readonly done: boolean }
  | {
      readonly type: "event";
      readonly phase: (typeof phases)[number];
      readonly direction: Direction;
      readonly event: number;
    }
  | { readonly type: "alarm"; readonly alarm: Alarm; readonly active: boolean; readonly event: number }
  | { readonly type: "noise"; readonly why: string };

/**
 * What the board of this address says, out of bytes cut anywhere; frames of other boards on the line are left out.
 * Never fails.
 */
export function boardMessages({ address }: { readonly address: number }): OperatorFunction<Uint8Array, BoardMessage> {
  return pipe(
    boardFrames(),
    each((frame) => (frame[1] === address ? [toMessage(frame)] : [])),
  );
}

function toMessage(frame: Uint8Array): BoardMessage {
  const view = new DataView(frame.buffer, frame.byteOffset + 4);
  switch (frame[2]) {
    case 0x30:
      return toStatus(view);
    case 0x31: {
      const result = (["done", "busy", "locked"] as const)[view.getUint8(0)];
      return result === undefined ? noise("a result") : { type: "admitted", result, key: view.getUint16(1) };
    }
    case 0x32:
      return { type: "mode-set", done: view.getUint8(0) === 0 };
    case 0x40: {
      const phase = phases[view.getUint8(0) - 1];
      const direction = (["in", "out"] as const)[view.getUint8(1)];
      if (phase === undefined || direction === undefined) return noise("an event");
      return { type: "event", phase, direction, event: view.getUint16(2) };
    }
    default: {
      const alarm = alarms[view.getUint8(0) - 1];
      const active = view.getUint8(1);
      if (alarm === undefined || active > 1) return noise("an alarm");
      return { type: "alarm", alarm, active: active === 1, event: view.getUint16(2) };
    }
  }
}

function toStatus(view: DataView): BoardMessage {
  const flags = view.getUint8(0);
  const mode = modes[view.getUint8(1)];
  if (mode === undefined || flags > 0b11_1111) return noise("a status");
  const bit = (index: number): boolean => (flags & (1 << index)) !== 0;
  return {
    type: "status",
    mode,
    alarms: { tamper: bit(3), fire: bit(4), fault: bit(5) },
    in: view.getUint32(2),
    out: view.getUint32(6),
    event: view.getUint16(10),
  };
}

function noise(what: string): BoardMessage {
  return { type: "noise", why: `${what} with a number that the board does not have` };
}
