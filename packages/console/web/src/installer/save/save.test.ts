import { expect, it } from "vitest";
import type { Hello } from "../../../../src/wire/index.ts";
import { asText } from "./as-text.ts";
import { afterWriting, beforeWriting, filesWritten } from "./where-written.ts";
import { whyNotWritten } from "./why-not.ts";

const hello = (part: Partial<Hello>): Hello =>
  ({ mode: "live", rights: { command: false, install: true }, settingsFile: "store.yaml", ...part }) as Hello;

it("a page says why it cannot write, and how to allow it", () => {
  expect(whyNotWritten(hello({}))).toBeUndefined();
  expect(whyNotWritten(hello({ rights: { command: true, install: false } }))).toContain("--page-allow install");
  expect(whyNotWritten(hello({ mode: "replay" }))).toContain("recording");
  const { settingsFile, ...none } = hello({});
  expect(settingsFile).toBe("store.yaml");
  expect(whyNotWritten(none)).toContain("settings file");
});

it("a calibration names both files that are written, any other finding the settings alone", () => {
  const split = hello({ modelFile: "store.json" });
  expect(beforeWriting(filesWritten(split, "calibration"))).toContain("store.yaml and store.json; both files");
  expect(afterWriting(filesWritten(split, "calibration"))).toContain("Written to store.yaml and store.json.");
  expect(filesWritten(split, "plates")).toEqual(["store.yaml"]);
  expect(filesWritten(hello({}), "calibration")).toEqual(["store.yaml"]);
});

it("what is to be copied has the camera's matrices without digits that mean nothing", () => {
  const text = asText({
    tool: "calibration",
    camera: {
      id: "cam-1",
      K: [
        [698.43744068, 0, 640],
        [0, 698.43744068, 360],
        [0, 0, 1],
      ],
      R: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      t: [1 / 3, 0, 2],
    },
    medianError: 0.01,
  });
  expect(text).toContain("K: [[698.437441, 0, 640]");
  expect(text).toContain("t: [0.333333, 0, 2]");
});
