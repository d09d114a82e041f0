import type { Reading } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { frame, openStage, scan, takeAll, tell, times, timesOf } from "./readings.fixture.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Frames of both cameras every 100 ms: `clock` is the host's when they come, `ahead` how far the devices' are from it. */
const frames = (from: number, count: number, ahead = 0): Reading[] =>
  times(count, (n) => {
    const receivedAt = from + n * 100;
    return [frame("cam-a", receivedAt + ahead - 40, receivedAt), frame("cam-b", receivedAt + ahead - 30, receivedAt)];
  }).flat();

describe("clocks", () => {
  it("may all be far from the host's, either way", () => {
    for (const ahead of [-hour, -10_000, -1500, 20, 1500, 10_000, hour]) {
      const stage = openStage();
      const told = tell(stage, frames(day, 40, ahead));
      expect(told.length).toBeGreaterThan(70);
      expect(stage.counters()["cam-a"]?.dropped).toBe(0);
      expect(timesOf(told)).toEqual([...timesOf(told)].sort((a, b) => a - b));
    }
  });

  it("that are set back by an hour with the host's begin time anew, and nothing is lost", () => {
    const stage = openStage();
    const readings = [...frames(day, 30), ...frames(day - hour, 30)];
    const told = tell(stage, readings);
    stage.force(day - hour + 10_000);
    expect(timesOf([...told, ...takeAll(stage)])).toEqual(timesOf(readings));
  });

  it("of the devices go on as they were when only the host's is set back", () => {
    const stage = openStage();
    const told = tell(stage, [...frames(day, 30), ...frames(day + 3000 - hour, 30, hour)]);
    expect(told.length).toBeGreaterThan(112);
    expect(timesOf(told)).toEqual([...timesOf(told)].sort((a, b) => a - b));
  });

  it("of the devices go on as they were when only the host's is set ahead", () => {
    const stage = openStage();
    const told = tell(stage, frames(day, 30));
    stage.advance(day + 3000 + 3 * hour);
    told.push(...takeAll(stage), ...tell(stage, frames(day + 3000 + 3 * hour, 30, -3 * hour)));
    expect(told.length).toBeGreaterThan(112);
    expect(timesOf(told)).toEqual([...timesOf(told)].sort((a, b) => a - b));
  });

  it("that are set ahead with the host's are followed", () => {
    const stage = openStage();
    const told = tell(stage, [...frames(day, 30), ...frames(day + 5 * hour, 30)]);
    expect(told.length).toBeGreaterThan(112);
    expect(stage.counters()["cam-b"]).toMatchObject({ late: 0, dropped: 0 });
  });

  it("of which one is wrong cost nobody else anything", () => {
    for (const wrong of [-hour, hour]) {
      const stage = openStage();
      const readings = frames(day, 60).flatMap((reading) =>
        reading.device === "cam-a"
          ? [reading, frame("shelf", reading.at + 5, reading.receivedAt)]
          : [frame("cam-b", reading.at + wrong, reading.receivedAt)],
      );
      tell(stage, readings);
      expect(stage.counters()["cam-a"]).toMatchObject({ inTime: 60, dropped: 0 });
      expect(stage.counters()["shelf"]).toMatchObject({ inTime: 60, dropped: 0 });
      expect(stage.counters()["cam-b"]).toMatchObject({ inTime: 0, dropped: 60 });
    }
  });

  it("of a device that comes back with an old one, and is then put right, is trusted again", () => {
    const stage = openStage();
    tell(stage, frames(day, 20));
    const old = times(30, (n) => [
      frame("cam-a", day + 2000 + n * 100),
      frame("cam-b", 5000 + n * 100, day + 2030 + n * 100),
    ]).flat();
    tell(stage, old);
    expect(stage.counters()["cam-b"]).toMatchObject({ inTime: 20, dropped: 30 });
    tell(stage, frames(day + 5000, 20));
    expect(stage.counters()["cam-b"]).toMatchObject({ inTime: 40, dropped: 30 });
  });

  it("that agree against what one device said first are believed after some twenty readings each", () => {
    const stage = openStage();
    tell(stage, [scan("A", day, day), frame("shelf", day, day)]);
    const told = tell(stage, frames(day, 40, -hour));
    expect(told.length).toBeGreaterThan(20);
    expect(stage.counters()["cam-a"]?.dropped).toBeLessThanOrEqual(21);
  });

  it("may go wrong for a moment without time beginning anew", () => {
    const stage = openStage();
    tell(stage, frames(day, 30));
    const before = stage.state.told;
    tell(
      stage,
      times(19, (n) => frame("cam-a", n * 100, day + 3000)),
    );
    expect(stage.state.told).toBe(before);
    const told = tell(stage, frames(day + 3000, 10));
    expect(told.every(({ at }) => at > day)).toBe(true);
  });
});

describe("silence", () => {
  it("of an hour is gone through piece by piece", () => {
    const stage = openStage();
    tell(stage, frames(day, 20));
    const from = stage.state.told;
    stage.advance(day + hour);
    let pieces = 0;
    let last = 0;
    for (let end = stage.next(); end !== undefined; end = stage.next()) {
      pieces += 1;
      last = end;
      expect(stage.take() === undefined || pieces < 100).toBe(true);
      while (stage.take() !== undefined);
    }
    expect(last).toBeGreaterThan(day + hour - 1500);
    expect(pieces).toBe(last / 50 - from);
  });

  it("before the first reading costs nothing", () => {
    const stage = openStage();
    stage.advance(1000);
    expect(stage.next()).toBeUndefined();
    stage.advance(day);
    expect(stage.next()).toBeUndefined();
    expect(tell(stage, frames(day, 20)).length).toBeGreaterThan(30);
  });
});
