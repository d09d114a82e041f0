import type { Reading } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OrderStage } from "./order-stage.ts";

let sequence = 0;
function frame(device: string, at: number, receivedAt: number): Reading {
  sequence += 1;
  return {
    device,
    kind: "camera",
    type: "poses",
    at,
    receivedAt,
    run: 1,
    seq: sequence,
    data: { objects: [] },
  };
}

function takeAll(stage: OrderStage): number[] {
  const times: number[] = [];
  for (let reading = stage.take(); reading !== undefined; reading = stage.take()) times.push(reading.at);
  return times;
}

describe("the order stage", () => {
  it("gives readings of two cameras in the order in which things happened", () => {
    const stage = new OrderStage();
    const times: number[] = [];
    for (let n = 0; n < 50; n++) {
      stage.add(frame("a", n * 100, n * 100 + 80));
      stage.add(frame("b", n * 100 - 30, n * 100 + 95));
      times.push(...takeAll(stage));
    }
    expect(times.length).toBeGreaterThan(90);
    expect(times).toEqual([...times].sort((x, y) => x - y));
    expect(stage.state.late).toBe(0);
  });

  it("gives the same order for any arrival order inside the bound", () => {
    const run = (delays: readonly number[]): number[] => {
      const stage = new OrderStage();
      const readings = delays.map((delay, n) => frame(`cam-${n % 3}`, n * 40, n * 40 + delay));
      readings.sort((a, b) => a.receivedAt - b.receivedAt || a.at - b.at);
      const times: number[] = [];
      for (const reading of readings) {
        stage.add(reading);
        times.push(...takeAll(stage));
      }
      for (let rest = stage.flush(); rest !== undefined; rest = stage.flush()) times.push(rest.at);
      return times;
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 5, maxLength: 60 }), (delays) => {
        expect(run(delays)).toEqual(delays.map((_, n) => n * 40));
      }),
    );
  });

  it("is not held back by a source that has gone silent", () => {
    const stage = new OrderStage();
    stage.add(frame("gone", 0, 50));
    let taken = 0;
    for (let n = 1; n <= 40; n++) {
      stage.add(frame("alive", n * 100, n * 100 + 50));
      taken += takeAll(stage).length;
    }
    expect(taken).toBeGreaterThan(35);
  });

  it("lets a late reading pass at once, and drops and counts a very late one", () => {
    const stage = new OrderStage();
    for (let n = 0; n < 50; n++) stage.add(frame("a", n * 100, n * 100 + 50));
    takeAll(stage);
    stage.add(frame("b", 4000, 4950));
    expect(takeAll(stage)).toEqual([4000]);
    stage.add(frame("b", 1000, 4960));
    expect(takeAll(stage)).toEqual([]);
    expect(stage.state).toMatchObject({ late: 1, dropped: 1 });
  });

  it("goes on when the host's clock is set back by an hour", () => {
    const stage = new OrderStage();
    const hour = 3_600_000;
    for (let n = 0; n < 50; n++) stage.add(frame("a", hour + n * 100, hour + n * 100 + 50));
    const before = takeAll(stage).length;
    expect(before).toBeLessThan(50);
    let taken = before;
    for (let n = 50; n < 100; n++) {
      stage.add(frame("a", n * 100, n * 100 + 50));
      taken += takeAll(stage).length;
    }
    expect(taken).toBeGreaterThan(97);
  });

  it("waits for time to go on when only rare sources speak", () => {
    const stage = new OrderStage();
    const scan: Reading = {
      ...{ device: "scanner-1", kind: "barcode-scanner", type: "scan", at: 1000, receivedAt: 1030, run: 1, seq: 1 },
      data: { symbology: "]Q1", data: "MEMBER-1" },
    } as const;
    stage.add(scan);
    expect(stage.take()).toBeUndefined();
    stage.advance(1300);
    expect(stage.take()).toBe(scan);
  });
});
