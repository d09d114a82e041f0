import { type Reading, VirtualClock } from "@aisle/sdk";
import type { RecordedInput, Recording } from "@aisle/sdk/recording";
import { parseStoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { letItEnd, play } from "../../test/playing.ts";
import { opensAt, tinyStore } from "../../test/tiny-scene.ts";
import { recordingSource } from "./recording-source.ts";
import { replayInputs } from "./replay-inputs.ts";

const store = parseStoreModel(tinyStore);
let seq = 0;
const scan = (ms: number, more: object = {}): Reading => {
  const at = opensAt + ms;
  const stamp = { device: "scanner-1", kind: "barcode-scanner", type: "scan", at, receivedAt: at, run: 1, seq: ++seq };
  return { ...stamp, data: { symbology: "]Q1", data: "MEMBER-1" }, ...more } as Reading;
};
const tick = (ms: number): RecordedInput => ({ kind: "clock", type: "tick", at: opensAt + ms });

function recorded(inputs: readonly RecordedInput[], more: Partial<Recording> = {}): Recording {
  return {
    name: "tiny",
    files: [],
    recording: "1",
    startedAt: opensAt,
    redacted: false,
    about: {},
    staff: [],
    store,
    devices: [],
    async *inputs() {
      for (const input of inputs) yield await Promise.resolve([input]);
    },
    ...more,
  };
}

describe("a recording as a scene", () => {
  it("plays through a hub with each reading's own stamps, event time included", async () => {
    const inputs = [scan(10), tick(20), scan(500, { at: opensAt + 480 })];
    const { readings, summary } = await play(recordingSource(recorded(inputs)));
    const stamps = (all: readonly RecordedInput[]): unknown =>
      all.map((one) => "seq" in one && [one.at, one.receivedAt]);
    expect(stamps(readings)).toEqual(stamps([inputs[0]!, inputs[2]!]));
    expect(summary).toMatchObject({ readings: 2, dropped: 0 });
  });

  it("leaves out and counts what the store has no device for", async () => {
    const source = recordingSource(recorded([scan(10), scan(20, { device: "gone" }), scan(30, { device: "gate-1" })]));
    expect((await play(source)).readings).toHaveLength(1);
    expect(source.leftOut).toBe(2);
  });

  it("goes on when the recorder's clock was set back", async () => {
    const { readings } = await play(recordingSource(recorded([scan(5_000), scan(1_000)])));
    expect(readings.map(({ receivedAt }) => receivedAt - opensAt)).toEqual([5_000, 5_000]);
  });

  it("needs a store model from somewhere", () => {
    expect(() => recordingSource(recorded([], { store: undefined }))).toThrow(
      expect.objectContaining({ code: "recording-without-store" }),
    );
    expect(recordingSource(recorded([], { store: undefined }), { store }).store).toBe(store);
  });
});

describe("replaying the inputs of a recording", () => {
  it("tells each input once, in order, and whether the store closed", async () => {
    const inputs: RecordedInput[] = [scan(10), tick(250), { kind: "clock", type: "closing", at: opensAt + 300 }];
    const heard: RecordedInput[] = [];
    const summary = await replayInputs(recorded(inputs), (input) => heard.push(input), { pace: "max" });
    expect(heard).toEqual(inputs);
    expect(summary).toEqual({ readings: 1, startedAt: opensAt, endedAt: opensAt + 300, closed: true, stopped: false });
  });

  it("keeps the pace, and stops when it is told to", async () => {
    const realClock = new VirtualClock(0);
    const options = { pace: 10, realClock };
    await letItEnd(
      realClock,
      replayInputs(recorded([tick(0), tick(20_000)]), () => undefined, options),
    );
    expect(realClock.now()).toBe(2_000);
    const stop = new AbortController();
    const heard: RecordedInput[] = [];
    const stopping = replayInputs(recorded([tick(0), tick(1e9)]), (input) => heard.push(input), {
      ...options,
      signal: stop.signal,
    });
    realClock.schedule(500, () => stop.abort());
    expect(await letItEnd(realClock, stopping)).toMatchObject({ stopped: true, closed: false });
    expect(heard).toHaveLength(1);
  });
});
