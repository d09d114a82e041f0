import { type ConformanceFixture, fakeModbusTransport } from "@aisle/sdk/testing";

const loaded = (first: number, second: number) => ({
  act: (bus: ReturnType<typeof fakeModbusTransport>) => {
    bus.units.set(1, { input: { 0: first & 0xffff, 1: second & 0xffff }, coils: { 0: false, 1: false } });
  },
  readings: [
    { type: "weights" as const, data: { grams: Float32Array.of(first, second), samples: 1, plates: 2, dt: 0 } },
  ],
});

/** What stands for the hardware: a unit on a bus and what its registers hold. */
export const hardware: ConformanceFixture<"weight-shelf", "__TRANSPORT__"> = {
  settings: { unit: 1 },
  invalidSettings: [{}, { unit: 0 }, { unit: 1, every: 1 }],
  transport: () => fakeModbusTransport({ 1: { input: { 0: 500, 1: 0 }, coils: { 0: false, 1: false } } }),
  pace: 600,
  frames: [loaded(500, 0), loaded(250, -3)],
  commands: [{ name: "tare", input: { plates: [0] } }],
};
