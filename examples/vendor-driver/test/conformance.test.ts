import { lines } from "@aisle/sdk";
import { fakeByteTransport } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import lineScanner from "../src/index.ts";
import { answer, scans } from "./emulator.ts";

const here = (path: string): URL => new URL(path, import.meta.url);

describeDriverConformance(
  lineScanner,
  {
    manifest: here("../package.json"),
    settings: { probeEvery: 2_000 },
    invalidSettings: [{ probeEvery: 0 }, { probeEvery: "5 s" }, { prefix: 1 }],
    transport: () => fakeByteTransport(),
    answer,
    frames: scans.map(({ line, symbology, data }) => ({
      bytes: line,
      readings: [{ type: "scan" as const, data: { symbology, data } }],
    })),
    commands: [{ name: "trigger", input: {}, written: "T\r\n" }],
    parser: lines(),
    capture: here("../captures/ls-1.jsonl"),
    docs: here("../README.md"),
  },
  { require: "gold", write: here("../conformance.json") },
);
