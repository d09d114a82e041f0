import type { FakeModbusTransport } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import { modbusTurnstile } from "../src/turnstile/index.ts";
import { blip, fakeRelayBoard } from "./relay-io.fixture.ts";

/** One passage more, counted by the board. */
const pass = (low: number) => (bus: FakeModbusTransport) => {
  const counts = bus.units.get(1)!.input!;
  const value = ((counts[low - 1] ?? 0) * 65_536 + (counts[low] ?? 0) + 1) >>> 0;
  counts[low - 1] = value >>> 16;
  counts[low] = value & 0xffff;
};

describeDriverConformance(
  modbusTurnstile,
  {
    manifest: new URL("../package.json", import.meta.url),
    docs: new URL("../README.md", import.meta.url),
    // Slower than in a store: a day of polls is then done in a few seconds.
    settings: { profile: "relay-io", unit: 1, rate: 5 },
    invalidSettings: [
      { profile: "relay-io" },
      { profile: "relay-o", unit: 1 },
      { profile: "relay-io", unit: 1, rate: 1 },
      { profile: "relay-io", unit: 1, coils: { in: 1 } },
      { profile: "pulse-relay", unit: 1, inputs: { passIn: { at: 1 } } },
    ],
    transport: () => fakeRelayBoard(),
    pace: 810,
    frames: [
      {
        act: (bus) => {
          blip(bus, 5);
        },
        readings: [{ type: "passage", data: { phase: "started", direction: "in" } }],
      },
      { act: pass(1), readings: [{ type: "passage", data: { phase: "completed", direction: "in" } }] },
      { act: pass(3), readings: [{ type: "passage", data: { phase: "completed", direction: "out" } }] },
      {
        act: (bus) => {
          blip(bus, 4);
        },
        readings: [
          { type: "alarm", data: { alarm: "fire", active: true } },
          { type: "alarm", data: { alarm: "fire", active: false } },
        ],
      },
    ],
    commands: [
      { name: "admit", input: { direction: "in" } },
      { name: "setMode", input: { mode: "controlled" } },
    ],
  },
  { require: "silver" },
);
