import { describe, expect, it } from "vitest";
import { isReading } from "./recorded-input.ts";
import type { RecorderState } from "./recorder-status.ts";
import { everythingIn, recordSpokenHub } from "./spoken-hub.fixture.ts";

describe("a recorder whose disk fails", () => {
  it.each([
    ["ENOSPC", "its disk is full"],
    ["EROFS", "may not be written to"],
    ["EIO", "the disk says EIO"],
  ])(
    "stalls at %s, says so once, and loses nothing when the disk is back before the queue is full",
    async (code, words) => {
      const states: RecorderState[] = [];
      const { recorder, disk, said, logged, count, pass } = recordSpokenHub({ onState: (state) => states.push(state) });
      count(1);
      await pass(1_000);
      disk.fault = code;
      for (let value = 2; value < 60; value += 1) {
        count(value);
        await pass(1_000);
      }
      expect(recorder.status).toMatchObject({ state: "stalled", reason: { code: "recording-stalled" }, dropped: 0 });
      disk.fault = undefined;
      await pass(10_000);
      count(60);
      await recorder.close();
      const { inputs, gaps } = await everythingIn(disk);
      expect(inputs).toEqual(said);
      expect(gaps).toEqual([]);
      // A minute of tries has left no empty files behind.
      expect([...disk.files.keys()].map((name) => name.slice(-9))).toEqual(["0001.mcap", "0002.mcap"]);
      expect(recorder.status.files).toBe(2);
      expect(states.map(({ state }) => state)).toEqual(["stalled", "recording", "closed"]);
      expect(logged.filter((line) => line.startsWith("error:"))).toEqual([expect.stringContaining(words) as string]);
      expect(logged.filter((line) => line.includes("goes on"))).toHaveLength(1);
    },
  );

  it("drops what comes while its queue is full, and tells in the recording what is missing where", async () => {
    const { recorder, disk, said, count, weigh, pass } = recordSpokenHub({ queueBytes: 65_536 });
    count(0);
    await pass(1_000);
    disk.fault = "ENOSPC";
    for (let value = 1; value < 1_000; value += 1) {
      if (value % 2 === 0) count(value);
      else weigh(4);
      await pass(50);
    }
    const { dropped, waiting } = recorder.status;
    expect(waiting).toBeLessThan(330);
    expect(dropped).toBe(999 - waiting);
    disk.fault = undefined;
    await pass(10_000);
    count(1_000);
    await recorder.close();
    const { inputs, gaps } = await everythingIn(disk);
    expect(inputs).toHaveLength(said.length - dropped);
    const seqs = inputs.filter(isReading).map(({ seq }) => seq);
    const before = seqs.at(-2)!;
    expect(seqs).toEqual([...Array.from({ length: before }, (_, index) => index + 1), said.length]);
    expect(gaps).toEqual([
      {
        kind: "recorder",
        type: "gap",
        at: said[before]!.receivedAt,
        until: said.at(-2)!.receivedAt,
        dropped,
        byDevice: { "cam-1": expect.any(Number) as number, g1: expect.any(Number) as number },
      },
    ]);
    expect(Object.values(gaps[0]!.byDevice).reduce((sum, count) => sum + count, 0)).toBe(dropped);
  });

  it("closes at once when the disk stays away, and counts what was never written", async () => {
    const { recorder, disk, clock, count, pass } = recordSpokenHub();
    disk.fault = "EROFS";
    count(1);
    count(2);
    await pass(5_000);
    await recorder.close();
    expect(recorder.status).toMatchObject({ state: "closed", written: 0, dropped: 2, waiting: 0, files: 0 });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("writes one thing at a time, however slow the disk, and closes when all is written", async () => {
    const { recorder, disk, said, count, pass } = recordSpokenHub();
    let release: () => void = () => undefined;
    disk.slow = new Promise((resolve) => {
      release = resolve;
    });
    for (let value = 0; value < 100; value += 1) {
      count(value);
      await pass(1_000);
    }
    expect(disk.files.size).toBe(0);
    const closing = recorder.close();
    release();
    await closing;
    expect((await everythingIn(disk)).inputs).toEqual(said);
    await recorder.close();
  });
});
