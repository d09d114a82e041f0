import { VirtualClock } from "@aisle/sdk";
import { fakeHidTransport } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import { concatMap, EMPTY, of } from "rxjs";
import { hidScale, hidScanner, scannerProfiles } from "../src/index.ts";
import { readWeight } from "../src/scale/index.ts";
import { scaleReport } from "../src/scale/reports.fixture.ts";
import { scans } from "../src/scanner/index.ts";
import { scaleFrames, scannerFrames } from "./frames.ts";

const here = (path: string): URL => new URL(path, import.meta.url);
const common = { manifest: here("../package.json"), docs: here("../README.md"), transport: () => fakeHidTransport() };

describeDriverConformance(
  hidScanner,
  {
    ...common,
    settings: {},
    invalidSettings: [{ profile: "aim-65" }, { partTimeout: 0 }, { trigger: "xy" }, { symbologies: { "115": "Q1" } }],
    frames: scannerFrames,
    commands: [{ name: "trigger", input: {}, written: Uint8Array.of(0x04, 0x01) }],
    parser: scans(
      { profile: scannerProfiles["aim-64"], symbologies: {}, prefix: "", suffix: "" },
      { clock: new VirtualClock(), partTimeout: 1_000, dropped: () => undefined },
    ),
    capture: here("../captures/aim-64.jsonl"),
  },
  { require: "gold" },
);

describeDriverConformance(
  hidScale,
  {
    ...common,
    settings: { rate: 1 },
    invalidSettings: [{ rate: 0 }, { reportId: 0 }, { zero: "0" }, { silentAfter: "1 s" }],
    frames: scaleFrames,
    commands: [{ name: "tare", input: {}, written: Uint8Array.of(0x02, 0x02) }],
    answer: (written) => (written[0] === 0x02 ? scaleReport(2) : undefined),
    parser: concatMap((report) => {
      const weight = readWeight(report, 3);
      return typeof weight === "object" ? of(weight) : EMPTY;
    }),
    capture: here("../captures/scale.jsonl"),
  },
  { require: "gold" },
);
