import type { Reading } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { createSoakLedger } from "./ledger.ts";
import type { Fate } from "./said.ts";
import type { Verdict } from "./verdict.ts";

const always = { worked: () => true };
const scan = (device: string, at: number, data: string): Reading => ({
  device,
  kind: "barcode-scanner",
  type: "scan",
  at,
  receivedAt: at,
  run: 1,
  seq: 1,
  data: { symbology: "]Q1", data },
});
const weights = (device: string, at: number, grams: number[]): Reading => ({
  device,
  kind: "weight-shelf",
  type: "weights",
  at,
  receivedAt: at,
  run: 1,
  seq: 1,
  data: { grams: Float32Array.from(grams), plates: grams.length, samples: 1, dt: 40 },
});

function judge(act: (ledger: ReturnType<typeof createSoakLedger>) => void): ReadonlyMap<string, Verdict> {
  const ledger = createSoakLedger(always);
  act(ledger);
  return new Map(ledger.end(100_000, []).map((verdict) => [verdict.device, verdict]));
}

describe("the ledger of a soak", () => {
  const say = (device: string, now: number, data: string, fate: Fate = "sent") =>
    ({ what: "scan", device, now, fate, symbology: "]Q1", data }) as const;

  it("finds what was invented, told twice, told of another device and lost without a reason", () => {
    const found = judge((ledger) => {
      ledger.say(say("a", 1_000, "ONE"));
      ledger.hear(scan("a", 1_010, "ONE"));
      ledger.hear(scan("a", 1_020, "ONE"));
      ledger.hear(scan("a", 1_030, "NEVER"));
      ledger.hear(scan("b", 1_040, "ONE"));
      ledger.say(say("a", 5_000, "TWO"));
      ledger.say(say("a", 6_000, "THREE", "dropped"));
    });
    expect(found.get("a")).toMatchObject({ said: 3, delivered: 1, invented: 1, repeated: 1, unaccounted: 1 });
    expect(found.get("a")?.losses).toEqual({ dropped: 1 });
    expect(found.get("b")).toMatchObject({ said: 0, mixedUp: 1 });
  });

  it("takes a weight for invented that no board of that shelf has shown, or that another one shows", () => {
    const found = judge((ledger) => {
      const both = { what: "weights", now: 1_000, plates: 2, samples: 1 } as const;
      ledger.say({ ...both, device: "a", grams: Float32Array.of(10, 20) });
      ledger.say({ ...both, device: "b", grams: Float32Array.of(30, 40) });
      ledger.hear(weights("a", 1_100, [10, 20]));
      ledger.hear(weights("a", 1_200, [30, 40]));
      ledger.hear(weights("b", 1_200, [30, 41]));
    });
    expect(found.get("a")).toMatchObject({ delivered: 1, mixedUp: 1 });
    expect(found.get("b")).toMatchObject({ delivered: 0, invented: 1 });
  });

  it("counts passages that only the counters tell, and misses those that nothing tells", () => {
    const counters = (run: number, at: number, count: number): Reading => ({
      device: "gate",
      kind: "turnstile",
      type: "counters",
      at,
      receivedAt: at,
      run,
      seq: 1,
      data: { in: count, out: 0 },
    });
    const told = (last: number): Verdict | undefined => {
      const ledger = createSoakLedger(always);
      ledger.hear(counters(1, 1_000, 0));
      for (const now of [2_000, 3_000]) ledger.say({ what: "completed", device: "gate", now, direction: "in" });
      ledger.hear(counters(2, 4_000, last));
      return ledger.end(100_000, []).find(({ what }) => what === "passages in");
    };
    expect(told(2)).toMatchObject({
      said: 2,
      delivered: 0,
      losses: { "counter only": 2 },
      invented: 0,
      unaccounted: 0,
    });
    expect(told(1)).toMatchObject({ losses: { "counter only": 1 }, unaccounted: 1 });
    expect(told(3)).toMatchObject({ invented: 1 });
  });
});
