import type { Clock, Direction } from "@aisle/sdk";
import { createTurnstile, handsOf, type TurnstileHands } from "../turnstile/index.ts";
import type { SaidByKind } from "../wire/audience.ts";
import type { ModbusUnit } from "../wire/devices.ts";
import { createTally } from "../wire/tally.ts";
import { illegalAddress, illegalValue } from "./exceptions.ts";

/** A relay module at a turnstile, the hands of people at it, and what it has said. */
export interface RelayTurnstile extends ModbusUnit, TurnstileHands {
  /** How it is controlled now. */
  readonly mode: "pulse" | "potential";
  /** `passage` (heard when its PASS input was read in time), `timed-out`, `forced`. */
  readonly said: SaidByKind;
}

/** How the turnstile behaves. */
export interface RelayTurnstileOptions {
  readonly clock: Clock;
  /** How long a pulse opens the way (ms); 5000 unless told. */
  readonly windowMs?: number;
  /** Whether the way out is free by its build, as at many shops; not unless told. */
  readonly freeOut?: boolean;
  /** Passages that were counted before, to try a rollover. */
  readonly passages?: Readonly<Record<Direction, number>>;
}

const directions = ["in", "out"] as const;
const sizes = { coils: 4, discrete: 7, input: 8, holding: 0 } as const;
/** How long a pulse holds its relay, PASS stays after a passage, and ALARM after somebody has pushed through (ms). */
const pulseMs = 200;
const passMs = 300;
const alarmMs = 2_000;

/** An input that is on for a while, and what tells that it was read. */
interface Shown {
  readonly until: number;
  readonly heard: () => void;
}
const notShown: Shown = { until: Number.NEGATIVE_INFINITY, heard: () => undefined };

/**
 * A relay module at a turnstile as a Modbus unit (profile `relay-io`). Coils: 0 unlock A (in), 1 unlock B (out),
 * 2 block, 3 potential control. Discrete inputs: 0 PASS A, 1 PASS B, 2 READY, 3 ALARM, 4 FIRE ALARM, 5 and 6 a passage
 * A or B under way. Input registers: 0–1 and 2–3 passages A and B (uint32, high word first), 4 milliseconds left of
 * the passage window, 5 windows that ran out, 6 and 7 pulses accepted A and B, and openings at the desk likewise.
 *
 * In one request, coil 3 takes effect first, then block, then 0 and 1. A pulse is a change from 0 to 1; it is passed
 * over while READY is 0 (somebody has leave or is in the way, it is blocked, or there is a fire). Block keeps everybody
 * out while a window goes on to run out; a fire alarm goes before block. ALARM stays for 2 s.
 */
export function relayTurnstile(options: RelayTurnstileOptions): RelayTurnstile {
  const { clock, windowMs = 5_000, freeOut = false } = options;
  const tally = createTally();
  const held = { in: false, out: false };
  const pulseUntil = { in: 0, out: 0 };
  const accepted = { in: 0, out: 0 };
  const passShown = { in: notShown, out: notShown };
  let potential = false;
  let blocked = false;
  let alarm = notShown;
  let ranOut = 0;
  let heardRanOut = notShown.heard;

  const turnstile = createTurnstile({
    clock,
    windowMs,
    ...(options.passages && { passages: options.passages }),
    isFree: (direction) => held[direction] || (freeOut && direction === "out"),
    isShut: () => blocked,
    onEvent: (event, direction) => {
      if (event === "authorised") {
        accepted[direction] = (accepted[direction] + 1) & 0xffff;
      } else if (event === "completed") {
        passShown[direction] = { until: clock.now() + passMs, heard: tally.show("passage") };
      } else if (event === "forced") {
        alarm = { until: clock.now() + alarmMs, heard: tally.show("forced") };
      } else if (event === "timed-out") {
        ranOut = (ranOut + 1) & 0xffff;
        heardRanOut = tally.show("timed-out");
      }
    },
  });
  const coil = (direction: Direction): boolean => (potential ? held[direction] : clock.now() < pulseUntil[direction]);
  const ready = (): boolean => turnstile.ready && !blocked && !turnstile.onFire;
  const write = (index: number, value: boolean): void => {
    const direction = directions[index];
    if (direction === undefined) {
      if (index === 2) blocked = value;
      else if (potential !== value) {
        potential = value;
        held.in = held.out = false;
        pulseUntil.in = pulseUntil.out = 0;
      }
    } else if (potential) held[direction] = value;
    else if (!value) pulseUntil[direction] = 0;
    else if (!coil(direction)) {
      pulseUntil[direction] = clock.now() + pulseMs;
      if (ready()) turnstile.admit(direction);
    }
  };
  const tables = {
    coils: (): readonly boolean[] => [coil("in"), coil("out"), blocked, potential],
    discrete: (): readonly boolean[] => [
      clock.now() < passShown.in.until,
      clock.now() < passShown.out.until,
      ready(),
      clock.now() < alarm.until,
      turnstile.onFire,
      turnstile.underWay === "in",
      turnstile.underWay === "out",
    ],
    input: (): readonly number[] => {
      const { passages } = turnstile;
      const counts = [passages.in >>> 16, passages.in & 0xffff, passages.out >>> 16, passages.out & 0xffff];
      return [...counts, Math.min(0xffff, turnstile.leftMs), ranOut, accepted.in, accepted.out];
    },
    holding: (): readonly number[] => [],
  };
  const tell = (table: string, address: number, end: number): void => {
    const covers = (index: number): boolean => address <= index && index < end;
    if (table === "input" && covers(5)) heardRanOut();
    if (table !== "discrete") return;
    for (const [index, shown] of [passShown.in, passShown.out].entries()) {
      if (covers(index) && clock.now() < shown.until) shown.heard();
    }
    if (covers(3) && clock.now() < alarm.until) alarm.heard();
  };

  return {
    ...handsOf(turnstile),
    get mode() {
      return potential ? ("potential" as const) : ("pulse" as const);
    },
    said: tally.said,
    read(table, address, count) {
      if (address + count > sizes[table]) throw illegalAddress(`${sizes[table]} in its table ${table}`);
      tell(table, address, address + count);
      return tables[table]()
        .slice(address, address + count)
        .map(Number);
    },
    write(table, address, values) {
      if (table !== "coils" || address + values.length > sizes.coils) throw illegalAddress("coils 0 to 3 only");
      if (values.some((value) => value !== 0 && value !== 1)) throw illegalValue("coils other than 0 and 1");
      for (const index of [3, 2, 0, 1]) {
        const value = values[index - address];
        if (value !== undefined) write(index, value === 1);
      }
    },
  };
}
