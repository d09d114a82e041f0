import type { RecordedInput } from "@aisle/sdk/recording";
import { describe, expect, it } from "vitest";
import type { SceneReading } from "../scene/index.ts";
import { readingOf, sceneInputs } from "./scene-inputs.ts";

const scan = (receivedAt: number, device = "scanner", at?: number): SceneReading => ({
  receivedAt,
  device,
  kind: "barcode-scanner",
  reading: { type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" }, ...(at !== undefined && { at }) },
});

async function batchesOf(...batches: SceneReading[][]): Promise<(readonly RecordedInput[])[]> {
  const told: (readonly RecordedInput[])[] = [];
  for await (const batch of sceneInputs({ startsAt: 1000, readings: () => batches })) told.push(batch);
  return told;
}

const shown = (inputs: readonly RecordedInput[]): unknown[] =>
  inputs.map((input) => ("seq" in input ? `${input.device} ${input.seq}` : `${input.type} ${input.at}`));

describe("what fusion is told of a scene", () => {
  it("has a tick four times a second from its start, and before a reading of the same moment", async () => {
    const [inputs] = await batchesOf([scan(1249), scan(1250), scan(1760)]);
    expect(shown(inputs!)).toEqual(["scanner 1", "tick 1250", "scanner 2", "tick 1500", "tick 1750", "scanner 3"]);
  });

  it("keeps the batches, and counts each device's readings through all of them", async () => {
    const told = await batchesOf([scan(1001), scan(1002, "other")], [scan(1003), scan(1251, "other")]);
    expect(told.map(shown)).toEqual([
      ["scanner 1", "other 1"],
      ["scanner 2", "tick 1250", "other 2"],
    ]);
  });

  it("stamps a reading with its device's own time, and with its arrival where it gave none", () => {
    const stamp = { device: "scanner", kind: "barcode-scanner", type: "scan", receivedAt: 1300, run: 1 };
    expect(readingOf(scan(1300, "scanner", 1280), 7)).toMatchObject({ ...stamp, at: 1280, seq: 7 });
    expect(readingOf(scan(1300), 8)).toMatchObject({ ...stamp, at: 1300, seq: 8 });
  });
});
