import { openHub, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { letItEnd, letRealTimePass, loaded, play } from "../../test/playing.ts";
import { lines, opensAt } from "../../test/tiny-scene.ts";
import { createPlayback } from "./index.ts";

const { scan } = lines;

describe("the pace of playback", () => {
  it("lets so many seconds of store time go by in a real second", async () => {
    const source = await loaded([scan(0), scan(10_000), scan(20_000)]);
    const realClock = new VirtualClock(77);
    const seen: [number, number][] = [];
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, clock });
    hub.readings$.subscribe(() => seen.push([clock.now() - opensAt, realClock.now() - 77]));
    await letItEnd(realClock, run({ pace: 10, realClock }));
    expect(seen).toEqual([
      [0, 0],
      [10_000, 1000],
      [20_000, 2000],
    ]);
  });

  it("lets the store's own timers run while nothing arrives", async () => {
    const source = await loaded([scan(0), scan(60_000)]);
    const realClock = new VirtualClock(0);
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, clock });
    const ran: number[] = [];
    clock.schedule(30_000, () => ran.push(realClock.now()));
    const stop = new AbortController();
    const done = run({ pace: 1, realClock, signal: stop.signal });
    await letRealTimePass(realClock, 31_000);
    expect(hub.devices.size).toBe(5);
    expect(ran[0]).toBeGreaterThanOrEqual(30_000);
    expect(ran[0]).toBeLessThanOrEqual(30_110);
    stop.abort();
    expect(await done).toMatchObject({ readings: 1, stopped: true });
  });

  it("does not stop or race when the host's clock is set", async () => {
    const source = await loaded([scan(0), scan(5000)]);
    const realClock = new VirtualClock(1_000_000_000);
    let step = 0;
    const setClock = { now: () => realClock.now() + step, schedule: realClock.schedule.bind(realClock) };
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, clock });
    expect(hub.devices.size).toBe(5);
    const done = run({ pace: 1, realClock: setClock });
    await letRealTimePass(realClock, 1000);
    step = -900_000_000;
    await letRealTimePass(realClock, 1000);
    step = 0;
    await letRealTimePass(realClock, 500);
    expect(clock.now() - opensAt).toBeGreaterThan(2000);
    expect(clock.now() - opensAt).toBeLessThan(4000);
    await letRealTimePass(realClock, 3000);
    expect(await done).toMatchObject({ readings: 2 });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("cannot be %d", async (pace) => {
    await expect(play(await loaded([scan(0)]), { pace })).rejects.toMatchObject({ code: "playback-pace-invalid" });
  });

  it("stops at once when it is told to, also while it waits", async () => {
    const source = await loaded([scan(0), scan(50_000)]);
    const realClock = new VirtualClock(0);
    const stop = new AbortController();
    const done = play(source, { pace: 1, realClock, signal: stop.signal });
    await letRealTimePass(realClock, 50);
    stop.abort();
    expect((await done).summary).toMatchObject({ readings: 1, stopped: true });
    expect(realClock.nextTimerAt()).toBeUndefined();
  });
});
