import { type ConformanceFixture, fakeModbusTransport } from "@aisle/sdk/testing";

const counted = (entered: number, left: number) => ({
  act: (bus: ReturnType<typeof fakeModbusTransport>) => {
    bus.units.set(1, { input: { 0: entered, 1: left }, coils: { 0: false, 1: false } });
  },
  readings: [{ type: "counters" as const, data: { in: entered, out: left } }],
});

/** What stands for the hardware: a unit on a bus and what its registers hold. */
export const hardware: ConformanceFixture<"turnstile", "__TRANSPORT__"> = {
  settings: { unit: 1 },
  invalidSettings: [{}, { unit: 0 }, { unit: 1, every: 1 }],
  transport: () => fakeModbusTransport({ 1: { input: { 0: 12, 1: 7 }, coils: { 0: false, 1: false } } }),
  pace: 600,
  frames: [counted(12, 7), counted(13, 7)],
  commands: [{ name: "admit", input: { direction: "in" } }],
};
