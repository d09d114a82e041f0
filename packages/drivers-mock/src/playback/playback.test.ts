import { openHub, type Reading, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { letItEnd, loaded, play } from "../../test/playing.ts";
import { everything, lines, opensAt, tinyScene } from "../../test/tiny-scene.ts";
import type { SceneReading } from "../scene/index.ts";
import { createPlayback, type ReadingSource } from "./index.ts";

const { scan, passage, weights, detections } = lines;

async function sceneOf(content: readonly string[]): Promise<ReadingSource> {
  return (await tinyScene(content)).scene;
}

const minute = Array.from({ length: 600 }, (_, i) => [
  weights(i * 100),
  detections(i * 100 + 40),
  ...(i % 50 === 0 ? [scan(i * 100 + 60), passage(i * 100 + 60)] : []),
]).flat();

describe("playback through a hub", () => {
  it("delivers every reading, stamped with its time of arrival", async () => {
    const { readings, summary } = await play(await sceneOf([scan(5), passage(10, { t: opensAt + 3 }), weights(20)]));
    expect(
      readings.map(({ device, type, at, receivedAt, run, seq }) => [
        device,
        type,
        at - opensAt,
        receivedAt - opensAt,
        run,
        seq,
      ]),
    ).toEqual([
      ["scanner-1", "scan", 5, 5, 1, 1],
      ["gate-1", "passage", 3, 10, 1, 1],
      ["g1", "weights", 20, 20, 1, 1],
    ]);
    expect(summary).toMatchObject({
      readings: 3,
      dropped: 0,
      startedAt: opensAt,
      endedAt: opensAt + 20,
      stopped: false,
    });
  });

  it("gives the same readings and statuses each time, at any pace", async () => {
    const source = await sceneOf(minute);
    const first = await play(source);
    expect(first.readings).toHaveLength(minute.length);
    const second = await play(source);
    expect(second.readings).toEqual(first.readings);
    expect(second.statuses).toEqual(first.statuses);
    const realClock = new VirtualClock(0);
    const paced = await letItEnd(realClock, play(source, { pace: 20, realClock }));
    expect(paced.readings).toEqual(first.readings);
    expect(paced.statuses).toEqual(first.statuses);
  });

  it("shows an outage as offline, and loses nothing when the device speaks again", async () => {
    const content = minute.filter((text) => {
      const { rx, device } = JSON.parse(text) as { readonly rx: number; readonly device: string };
      return device !== "g1" || rx < opensAt + 10_000 || rx >= opensAt + 40_000;
    });
    const { readings, statuses, summary } = await play(await sceneOf(content));
    expect(summary).toMatchObject({ readings: content.length, dropped: 0 });
    expect(readings).toHaveLength(content.length);
    const shelf = statuses.filter(({ device }) => device === "g1");
    const firstOffline = shelf.find(({ status }) => status.state === "offline");
    expect(firstOffline?.at).toBeGreaterThan(9_900 + 3000);
    expect(firstOffline?.at).toBeLessThan(9_900 + 4000);
    expect(firstOffline?.status).toMatchObject({ reason: { code: "silent" } });
    expect(shelf.findLast(({ status }) => status.state !== "closing" && status.state !== "closed")?.status.state).toBe(
      "online",
    );
    const back = readings.filter(({ device, run }) => device === "g1" && run > 1);
    expect(back[0]?.at).toBe(opensAt + 40_000);
    expect(back[0]?.receivedAt).toBeLessThanOrEqual(opensAt + 40_050);
    expect(back).toHaveLength(200);
  });

  it("hands over what came while the device was being connected again", async () => {
    // Silence is noticed after 3.75 s; with the longest wait before the next try, one reading falls into it.
    const { scene } = await tinyScene([weights(0), ...Array.from({ length: 9 }, (_, i) => weights(3751 + i * 40))]);
    const clock = new VirtualClock(scene.startsAt);
    const { run, ...parts } = createPlayback({ source: scene, clock });
    await using hub = await openHub({ ...parts, clock, random: () => 0.999 });
    const readings: Reading[] = [];
    hub.readings$.subscribe((reading) => readings.push(reading));
    expect(await run({ pace: "max" })).toMatchObject({ readings: 10, dropped: 0 });
    expect(readings.map(({ at }) => at - opensAt)).toEqual([0, ...Array.from({ length: 9 }, (_, i) => 3751 + i * 40)]);
    expect(readings[1]!.receivedAt).toBeGreaterThan(readings[1]!.at);
  });

  it("counts the readings of a device that is not open as dropped", async () => {
    const source = await sceneOf([scan(0), weights(5), weights(10)]);
    const clock = new VirtualClock(source.startsAt);
    const { run, devices, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, devices: devices.filter(({ id }) => id !== "g1"), clock });
    expect(hub.devices.size).toBe(devices.length - 1);
    const summary = await run({ pace: "max" });
    expect(summary).toMatchObject({ readings: 3, dropped: 2 });
    expect(summary.droppedByDevice).toEqual(new Map([["g1", 2]]));
  });

  it("opens every device of the store, whether or not it ever speaks", async () => {
    const source = await sceneOf([scan(0)]);
    const { devices } = createPlayback({ source, clock: new VirtualClock(source.startsAt) });
    expect(devices.map(({ id, driver }) => [id, driver])).toEqual([
      ["gate-1", "scene-turnstile"],
      ["scanner-1", "scene-barcode-scanner"],
      ["cam-1", "scene-camera"],
      ["ceiling-1", "scene-camera"],
      ["g1", "scene-weight-shelf"],
    ]);
  });

  it("plays a source that is not asynchronous as well", async () => {
    const scene = (await tinyScene([scan(0), scan(5)])).scene;
    const batch = await everything(scene);
    const source: ReadingSource = { store: scene.store, startsAt: opensAt, readings: () => [batch] };
    expect((await play(source)).readings).toHaveLength(2);
  });

  it("refuses a reading of a device that the store does not have", async () => {
    const { store } = (await tinyScene([])).scene;
    const stray: SceneReading = {
      receivedAt: opensAt,
      device: "gate-9",
      kind: "turnstile",
      reading: { type: "counters", data: { in: 1, out: 0 } },
    };
    const playing = play({ store, startsAt: opensAt, readings: () => [[stray]] });
    await expect(playing).rejects.toMatchObject({
      code: "playback-device-unknown",
      message: expect.stringContaining("gate-9") as string,
    });
  });

  it("keeps a bounded number of readings for a device that stays away", async () => {
    const source = await loaded(Array.from({ length: 300 }, (_, i) => weights(i)));
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    const hub = await openHub({ ...parts, clock });
    const readings: Reading[] = [];
    hub.readings$.subscribe((reading) => readings.push(reading));
    for (let turn = 0; turn < 20; turn++) await clock.settle();
    await hub.close();
    // A hub of its own would be the host's mistake; what it missed is counted all the same.
    const summary = await run({ pace: "max" });
    expect(readings).toEqual([]);
    expect(summary).toMatchObject({ readings: 300, dropped: 300 });
  });

  it("passes on what the source throws", async () => {
    const scene = (await tinyScene([scan(0)])).scene;
    async function* readings(): AsyncGenerator<readonly SceneReading[], void, undefined> {
      yield* scene.readings();
      throw new RangeError("disk gone");
    }
    await expect(play({ store: scene.store, startsAt: opensAt, readings })).rejects.toThrow("disk gone");
  });
});

describe("playback refuses", () => {
  it("commands, when the source is a recording", async () => {
    const source = await sceneOf([scan(0)]);
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, clock });
    await run({ pace: "max" });
    expect(await hub.device("gate-1", "turnstile").commands.admit({ direction: "in" })).toMatchObject({
      outcome: "refused",
      error: { code: "playback-refuses-commands" },
    });
  });

  it("nothing that the source carries out", async () => {
    const told: unknown[] = [];
    const { scene } = await tinyScene([scan(0), weights(1)]);
    const source: ReadingSource = {
      store: scene.store,
      startsAt: opensAt,
      readings: () => scene.readings(),
      command: (...command) => void told.push(command),
    };
    const clock = new VirtualClock(source.startsAt);
    const { run, ...parts } = createPlayback({ source, clock });
    await using hub = await openHub({ ...parts, clock });
    await run({ pace: "max" });
    expect(await hub.device("gate-1", "turnstile").commands.admit({ direction: "in" })).toMatchObject({
      outcome: "done",
    });
    expect(await hub.device("g1", "weight-shelf").commands.tare({ plates: [1] })).toMatchObject({ outcome: "done" });
    expect(told).toEqual([
      ["gate-1", "admit", { direction: "in" }],
      ["g1", "tare", { plates: [1] }],
    ]);
  });

  it("to run without a hub, a second time, or on a clock of another day", async () => {
    const source = await sceneOf([scan(0)]);
    const clock = new VirtualClock(source.startsAt);
    const playback = createPlayback({ source, clock });
    await expect(playback.run({ pace: "max" })).rejects.toMatchObject({ code: "playback-not-connected" });
    await expect(playback.run({ pace: "max" })).rejects.toMatchObject({ code: "playback-used" });
    const early = createPlayback({ source, clock: new VirtualClock(0) });
    await expect(early.run({ pace: "max" })).rejects.toMatchObject({ code: "playback-clock-wrong" });
  });
});
