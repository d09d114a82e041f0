import { silentLogger } from "@aisle/sdk";
import { expect, it } from "vitest";
import { createNoiseMeter } from "./noise-meter.ts";
import { createReasons } from "./reasons.ts";

it("a noisy line is told once, and once more when it is well again", () => {
  const told: unknown[] = [];
  const lines: string[] = [];
  const log = { ...silentLogger, warn: (text: string) => lines.push(text), info: (text: string) => lines.push(text) };
  const reasons = createReasons(["fault", "noise"], (reason) => told.push(reason?.code));
  const meter = createNoiseMeter(log, (reason) => reasons.set("noise", reason), "Check it.");
  for (let frame = 0; frame < 100; frame += 1) {
    meter.bad("no checksum");
    meter.good();
  }
  expect(told).toEqual(["protocol-noise"]);
  for (let frame = 0; frame < 10; frame += 1) meter.good();
  expect(told).toEqual(["protocol-noise", undefined]);
  expect(lines).toHaveLength(2);
  expect(meter.count).toBe(100);
});

it("a weightier reason is told in place of another, which comes back after it", () => {
  const told: unknown[] = [];
  const reasons = createReasons(["fault", "noise"], (reason) => told.push(reason?.message));
  reasons.set("noise", { code: "protocol-noise", message: "noise" });
  reasons.set("fault", { code: "hardware-fault", message: "fault" });
  reasons.set("noise", { code: "protocol-noise", message: "noise" });
  reasons.set("fault", undefined);
  reasons.set("noise", undefined);
  expect(told).toEqual(["noise", "fault", "noise", undefined]);
});
