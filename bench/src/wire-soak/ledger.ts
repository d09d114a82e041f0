import type { FaultCounters } from "@aisle/drivers-mock/emulators";
import type { Reading } from "@aisle/sdk";
import { GateLedger } from "./gate-ledger.ts";
import { MessageLedger } from "./message-ledger.ts";
import type { Presence } from "./presence.ts";
import type { Said, WireCounters } from "./said.ts";
import { ScaleLedger } from "./scale-ledger.ts";
import type { Verdict } from "./verdict.ts";
import { type BoardCounts, WeightLedger } from "./weight-ledger.ts";

/** A wire at the end of a soak. */
export interface WireEnd {
  readonly id: string;
  readonly protocol: string;
  readonly devices: readonly string[];
  readonly counters: WireCounters;
}

/** Both sides of the store: what its devices said, and what the hub delivered. */
export interface SoakLedger {
  say(said: Said): void;
  hear(reading: Reading): void;
  /** What came of it all, once nothing is under way any more. */
  end(now: number, wires: readonly WireEnd[]): readonly Verdict[];
}

/** Both sides may come by ways of their own; so long after they are judged (ms). */
const judgeAfterMs = 2_000;

const panKnownAfterMs = 600;
/** A board says what it does before we hear of it, and in a process of its own that takes a moment (ms). */
const gateKnownAfterMs = 200;

/** Makes an empty ledger. */
export function createSoakLedger(presence: Presence): SoakLedger {
  const scans = new MessageLedger("scans", presence);
  const frames = new MessageLedger("frames", presence);
  const weights = new WeightLedger();
  const scales = new ScaleLedger();
  const gates = new GateLedger();
  /** What waits to be judged, in order of time; what was said before what was delivered. */
  let waiting: { readonly at: number; readonly judge: () => void; readonly first: boolean }[] = [];
  const say = (said: Said): void => {
    if (said.what === "scan") scans.say(said);
    else if (said.what === "frame") frames.say(said);
    else if (said.what === "weights") weights.say(said);
    else if (said.what === "pan") scales.say(said.device, said);
    else gates.say(said);
  };
  const hear = (reading: Reading): void => {
    if (reading.kind === "barcode-scanner") scans.hear(reading);
    else if (reading.kind === "camera") frames.hear(reading);
    else if (reading.kind === "turnstile") gates.hear(reading);
    else if (reading.kind === "weight-shelf") {
      if (scales.has(reading.device) && reading.type === "weights") scales.hear(reading);
      else weights.hear(reading);
    }
  };
  const judgeUntil = (time: number): void => {
    const ripe = waiting.filter(({ at }) => at <= time);
    if (ripe.length === 0) return;
    waiting = waiting.filter(({ at }) => at > time);
    for (const { judge } of ripe.sort((a, b) => a.at - b.at || Number(b.first) - Number(a.first))) judge();
  };
  let judgedAt = 0;
  const wait = (at: number, first: boolean, judge: () => void): void => {
    waiting.push({ at, first, judge });
    if (at < judgedAt + judgeAfterMs) return;
    judgeUntil(at - judgeAfterMs);
    judgedAt = at;
  };
  return {
    say: (said) => {
      wait(said.now, true, () => {
        say(said);
      });
    },
    hear: (reading) => {
      // A pan is looked at now and then, so that what lay on it is known a little later.
      const gate = reading.kind === "turnstile" ? gateKnownAfterMs : 0;
      const later = scales.has(reading.device) ? panKnownAfterMs : gate;
      wait(reading.receivedAt + later, false, () => {
        hear(reading);
      });
    },
    end(now, wires) {
      judgeUntil(Number.POSITIVE_INFINITY);
      const buses = wires.filter(({ protocol }) => protocol === "modbus-tcp");
      const boards = new Map<string, BoardCounts>();
      for (const { counters } of buses) {
        const said = counters.said as Readonly<Record<string, { readonly weights?: BoardCounts }>>;
        for (const [device, { weights: counts }] of Object.entries(said)) if (counts) boards.set(device, counts);
      }
      const cost = buses.reduce((sum, { counters, devices }) => sum + answersLost(counters.wire, devices.length), 0);
      const own = new Map(
        wires.flatMap(({ devices, counters }) => devices.map((device) => [device, counters] as const)),
      );
      return [
        ...scans.end(now),
        ...gates.end(),
        ...scales.end(own),
        ...frames.end(now),
        ...weights.end(now, boards, cost),
      ];
    },
  };
}

/** Answers that a bus may have lost by its faults: those that came to harm, and one a unit with each connection. */
function answersLost(wire: FaultCounters, units: number): number {
  const harmed = [wire.swallowedOut, wire.dropped, wire.cutOff, wire.noise, wire.split, wire.delayed];
  return harmed.reduce((sum, { chunks }) => sum + chunks, 0) + units * (wire.hungUp + wire.refused + 2);
}
