import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SceneReading } from "../../scene/index.ts";
import { createChance } from "../chance/index.ts";
import { resolveSettings } from "../settings.ts";
import { ArrivalQueue } from "./arrival-queue.ts";
import { createDelivery } from "./index.ts";

const scan = (receivedAt: number, data: string): SceneReading => ({
  receivedAt,
  device: "scanner-1",
  kind: "barcode-scanner",
  reading: { type: "scan", data: { symbology: "]Q1", data } },
});

describe("readings on their way", () => {
  it("come out in order of arrival, and in the order they were sent where they arrive together", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: 0, max: 30 }), (arrivals, until) => {
        const queue = new ArrivalQueue();
        const sent = arrivals.map((at, index) => scan(at, String(index)));
        sent.forEach((reading) => queue.push(reading));
        const expected = sent
          .map((reading, index) => ({ reading, index }))
          .sort((a, b) => a.reading.receivedAt - b.reading.receivedAt || a.index - b.index);
        const early = expected.filter(({ reading }) => reading.receivedAt <= until);
        expect(queue.take(until)).toEqual(early.map(({ reading }) => reading));
        expect(queue.size).toBe(sent.length - early.length);
      }),
    );
  });

  it("arrive late and twice about as often as the settings say", () => {
    const { difficulty } = resolveSettings({ difficulty: { lateReadings: 0.1, duplicateReadings: 0.05 } });
    const delivery = createDelivery(difficulty, createChance(9));
    for (let index = 0; index < 4000; index++)
      delivery.send((at) => scan(at, String(index)), 1000, { mean: 30, sd: 2, least: 20 });
    const all = delivery.take(Number.POSITIVE_INFINITY);
    expect(all.length / 4000).toBeCloseTo(1.05, 1);
    const late = all.filter((reading) => reading.receivedAt > 1150).length;
    expect(late / all.length).toBeGreaterThan(0.07);
    expect(late / all.length).toBeLessThan(0.13);
  });

  it("do not arrive at all while their device is cut off, and come again afterwards", () => {
    const { difficulty } = resolveSettings({
      difficulty: { outagesPerHour: 60, lateReadings: 0, duplicateReadings: 0 },
    });
    const delivery = createDelivery(difficulty, createChance(9));
    const hour = 3_600_000;
    for (let at = 0; at < hour; at += 500)
      delivery.send((received) => scan(received, "x"), at, { mean: 30, sd: 2, least: 20 });
    const arrived = delivery.take(Number.POSITIVE_INFINITY).map((reading) => reading.receivedAt);
    const gaps = arrived
      .flatMap((at, index) => (index === 0 ? [] : [at - (arrived[index - 1] ?? at)]))
      .filter((gap) => gap > 1500);
    expect(gaps.length).toBeGreaterThan(35);
    expect(gaps.length).toBeLessThan(80);
    expect(Math.max(...gaps)).toBeLessThan(16_000);
  });

  it("never arrive before they were sent", () => {
    const { difficulty } = resolveSettings({ difficulty: { jitter: 20 } });
    const delivery = createDelivery(difficulty, createChance(9));
    for (let index = 0; index < 500; index++)
      delivery.send((at) => scan(at, String(index)), 1000, { mean: 30, sd: 10, least: 2 });
    expect(delivery.take(1001)).toEqual([]);
  });
});
