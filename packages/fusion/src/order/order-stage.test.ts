import type { Reading } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batch, devices, frame, openStage, scan, takeAll, tell, times, timesOf } from "./readings.fixture.ts";
import { OrderStage } from "./order-stage.ts";

/** All of a stage's readings: what goes on by itself, and what does when the store closes. */
function tellAll(stage: OrderStage, readings: readonly Reading[]): Reading[] {
  const told = tell(stage, readings);
  stage.force(1e9);
  return [...told, ...takeAll(stage)];
}

const counts = (stage: OrderStage, device: string) => stage.counters()[device];

describe("the order of readings", () => {
  it("is that in which things happened, whoever was heard first", () => {
    const stage = openStage();
    const readings = times(50, (n) => [
      frame("cam-a", n * 100, n * 100 + 80),
      frame("cam-b", n * 100 - 30, n * 100 + 95),
    ]).flat();
    const told = timesOf(tell(stage, readings));
    expect(told.length).toBeGreaterThan(90);
    expect(told).toEqual([...told].sort((x, y) => x - y));
    expect(counts(stage, "cam-b")).toMatchObject({ inTime: 50, late: 0, dropped: 0, twice: 0 });
  });

  it("is the same for any arrival order inside the bound", () => {
    const run = (delays: readonly (readonly [number, number])[]): Reading[] => {
      const stage = openStage();
      const readings = delays.flatMap(([camera, shelf], n) => [
        frame(n % 2 === 0 ? "cam-a" : "cam-b", n * 40, n * 40 + camera),
        batch(n * 40 - 50, n * 40 + shelf),
      ]);
      return tellAll(
        stage,
        readings.sort((a, b) => a.receivedAt - b.receivedAt),
      );
    };
    const keys = (readings: readonly Reading[]) => readings.map(({ at, device }) => `${at} ${device}`);
    const late = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(late, { minLength: 5, maxLength: 60 }), (delays) => {
        expect(keys(run(delays))).toEqual(keys(run(delays.map(() => [0, 0]))));
      }),
      { numRuns: 100 },
    );
  });

  it("breaks ties by kind of device, by its id, then by what was said", () => {
    const at = 1000;
    const readings = [scan("B", at), scan("A", at), frame("cam-b", at), batch(at - 50), frame("cam-a", at)];
    const said = (reading: Reading) =>
      reading.type === "scan" ? `${reading.device} ${reading.data.data}` : reading.device;
    const expected = ["scanner A", "scanner B", "cam-a", "cam-b", "shelf"];
    expect(tellAll(openStage(), readings).map(said)).toEqual(expected);
    expect(tellAll(openStage(), [...readings].reverse()).map(said)).toEqual(expected);
    const otherModel = new OrderStage([...devices].reverse());
    expect(tellAll(otherModel, readings).map(said)).toEqual(expected);
  });

  it("puts a batch of samples at its last one", () => {
    const told = tellAll(openStage(), [batch(1000), frame("cam-a", 1049), frame("cam-b", 1051)]);
    expect(told.map(({ device }) => device)).toEqual(["cam-a", "shelf", "cam-b"]);
  });

  it("leaves out what comes twice, before and after its turn, and counts it", () => {
    const stage = openStage();
    const told = tell(stage, [
      ...[frame("cam-a", 1000), frame("cam-a", 1000), scan("A", 1000), scan("A", 1000)],
      ...times(20, (n) => frame("cam-a", 1100 + n * 100)),
      ...[frame("cam-a", 2900, 3100), frame("cam-a", 3200)],
    ]);
    expect(timesOf(told).filter((at) => at === 2900 || at === 1000)).toEqual([1000, 1000, 2900]);
    expect(counts(stage, "cam-a")?.twice).toBe(2);
    expect(counts(stage, "scanner")?.twice).toBe(1);
  });

  it("passes over a device that the store does not have", () => {
    const stage = openStage();
    expect(tellAll(stage, [frame("elsewhere", 1000)])).toEqual([]);
    expect(stage.counters()).not.toHaveProperty("elsewhere");
  });
});

describe("pieces of event time", () => {
  it("end at multiples of 50 ms, one after the other, each with all that happened up to its end", () => {
    const stage = openStage();
    for (const at of [1010, 1050, 1051, 1149, 1600]) stage.add(frame("cam-a", at));
    const pieces: [number, number[]][] = [];
    for (let end = stage.next(); end !== undefined && pieces.length < 4; end = stage.next()) {
      const taken: number[] = [];
      for (let reading = stage.take(); reading !== undefined; reading = stage.take()) taken.push(reading.at);
      pieces.push([end, taken]);
    }
    expect(pieces).toEqual([
      [1050, [1010, 1050]],
      [1100, [1051]],
      [1150, [1149]],
      [1200, []],
    ]);
  });

  it("begin with the first that holds something", () => {
    const stage = openStage();
    stage.advance(500);
    expect(stage.next()).toBeUndefined();
    stage.add(frame("cam-a", 1010));
    stage.add(frame("cam-a", 1400));
    expect(stage.next()).toBe(1050);
  });
});

describe("a late reading", () => {
  it("goes on with the next piece, and is counted", () => {
    const stage = openStage();
    tell(
      stage,
      times(50, (n) => frame("cam-a", n * 100)),
    );
    stage.add(frame("cam-b", 4000, 4950));
    expect(takeAll(stage)).toEqual([]);
    expect(timesOf(tell(stage, [frame("cam-a", 5000)]))[0]).toBe(4000);
    expect(counts(stage, "cam-b")).toMatchObject({ inTime: 0, late: 1, dropped: 0 });
  });

  it("is dropped and counted when it is more than two seconds late", () => {
    const stage = openStage();
    tell(
      stage,
      times(50, (n) => frame("cam-a", n * 100)),
    );
    const turn = stage.state.told * 50;
    expect(turn).toBeGreaterThan(4500);
    tell(stage, [scan("A", turn - 2001, 4950), scan("B", turn - 2000, 4950)]);
    expect(counts(stage, "scanner")).toMatchObject({ late: 1, dropped: 1 });
  });

  it("from more than two seconds ahead of the clock is dropped", () => {
    const stage = openStage();
    tell(
      stage,
      times(20, (n) => frame("cam-a", n * 100)),
    );
    tell(stage, [scan("A", 3901, 1900), scan("B", 3900, 1900)]);
    expect(counts(stage, "scanner")).toMatchObject({ inTime: 1, dropped: 1 });
  });
});

describe("when nobody speaks", () => {
  it("event time goes on a quarter of a second behind the clock where nothing streams", () => {
    const stage = openStage();
    const only = scan("MEMBER-1", 1000, 1030);
    expect(tell(stage, [only])).toEqual([]);
    stage.advance(1279);
    expect(takeAll(stage)).toEqual([]);
    stage.advance(1280);
    expect(takeAll(stage)).toEqual([only]);
  });

  it("event time waits a second for streams that have stopped all at once", () => {
    const stage = openStage();
    const last = frame("cam-a", 1000);
    stage.add(last);
    stage.advance(1999);
    expect(takeAll(stage)).toEqual([]);
    stage.advance(2000);
    expect(takeAll(stage)).toEqual([last]);
  });

  it("a single silent source holds nobody back", () => {
    const stage = openStage();
    stage.add(frame("cam-b", 0, 50));
    const told = tell(
      stage,
      times(40, (n) => frame("cam-a", 100 + n * 100, 150 + n * 100)),
    );
    expect(told.length).toBeGreaterThan(37);
  });
});
