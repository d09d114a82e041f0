import { systemClock } from "@aisle/sdk";
import { fakeByteTransport } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import {
  boardMessages,
  scaleProfiles,
  scannerCodes,
  scannerSettings,
  serialScale,
  serialScanner,
  serialTurnstile,
} from "../src/index.ts";
import { alarmFrame, boardAnswer, eventFrame } from "./emulators/board.ts";
import { scaleAnswer, weights } from "./emulators/scale.ts";
import { scannerAnswer, scans } from "./emulators/scanner.ts";

const here = (path: string): URL => new URL(path, import.meta.url);
const common = { manifest: here("../package.json"), docs: here("../README.md"), transport: () => fakeByteTransport() };

// The captures are of our own emulators, over TCP; none of hardware is at hand yet. See record-captures.ts.

const codes = scans.map(({ bytes, symbology, data }) => ({
  bytes,
  readings: [{ type: "scan" as const, data: { symbology, data } }],
}));

const scanner = {
  ...common,
  invalidSettings: [{ suffix: "" }, { aim: "yes" }, { charset: "klingon" }, { trigger: "€" }, { idleGap: 1 }],
  answer: scannerAnswer,
  frames: codes,
  commands: [{ name: "trigger" as const, input: {}, written: "\x16T\r" }],
  parser: scannerCodes(scannerSettings.parse({}), systemClock),
};

describeDriverConformance(
  serialScanner,
  { ...scanner, settings: {}, capture: here("../captures/scanner.jsonl") },
  { require: "gold" },
);

// What has a probe writes more than what the capture holds; the rest must be as good.
describeDriverConformance(
  serialScanner,
  { ...scanner, settings: { probe: { send: "?\r", answer: "OK", every: 1_000 } } },
  { require: "silver" },
);

describeDriverConformance(
  serialScale,
  {
    ...common,
    settings: { profile: "mt-sics" },
    invalidSettings: [
      {},
      { profile: "nci", mode: "continuous" },
      { profile: "nci", tareBy: "tare" },
      { profile: "mt-sics", rate: 0 },
    ],
    answer: scaleAnswer,
    frames: weights.map(({ bytes, grams, flags }) => ({
      bytes,
      readings: [
        {
          type: "weights" as const,
          data: { grams: Float32Array.of(grams), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(flags) },
        },
      ],
    })),
    commands: [{ name: "tare", input: {}, written: "T\r\n" }],
    parser: scaleProfiles["mt-sics"].parse({ unit: "kg" }),
    capture: here("../captures/mt-sics.jsonl"),
  },
  { require: "gold" },
);

const passage = (phase: "started" | "completed" | "timed-out" | "reverted" | "forced", direction: "in" | "out") =>
  [{ type: "passage" as const, data: { phase, direction } }] as const;

describeDriverConformance(
  serialTurnstile,
  {
    ...common,
    settings: { pollEvery: 1_000 },
    invalidSettings: [{ address: 256 }, { pollEvery: 2_000 }, { profile: "other" }],
    answer: boardAnswer,
    frames: [
      { bytes: eventFrame(1, 0, 1), readings: [{ type: "authorised", data: { direction: "in" } }] },
      { bytes: eventFrame(2, 0, 2), readings: passage("started", "in") },
      { bytes: eventFrame(3, 0, 3), readings: passage("completed", "in") },
      { bytes: eventFrame(4, 1, 4), readings: passage("timed-out", "out") },
      { bytes: eventFrame(5, 1, 5), readings: passage("reverted", "out") },
      { bytes: eventFrame(6, 1, 6), readings: passage("forced", "out") },
      { bytes: alarmFrame(2, true, 7), readings: [{ type: "alarm", data: { alarm: "tamper", active: true } }] },
      { bytes: alarmFrame(2, false, 8), readings: [{ type: "alarm", data: { alarm: "tamper", active: false } }] },
    ],
    commands: [
      { name: "admit", input: { direction: "in" }, written: Uint8Array.of(0x02, 0x01, 0x31, 0x03, 0x00) },
      { name: "setMode", input: { mode: "locked" }, written: Uint8Array.of(0x02, 0x01, 0x32, 0x01, 0x04) },
    ],
    parser: boardMessages({ address: 1 }),
    capture: here("../captures/board.jsonl"),
  },
  { require: "gold" },
);
