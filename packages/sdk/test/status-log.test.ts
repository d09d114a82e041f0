import type { Logger } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { expect, it } from "vitest";
import { broken, TestGate } from "./test-gate.ts";

it("the log has one line for the loss, one for each other trouble, one for the return, however often it was tried", async () => {
  const gate = new TestGate();
  const lines: string[] = [];
  const say = (message: string): void => {
    lines.push(message);
  };
  const log: Logger = { debug: () => undefined, info: say, warn: say, error: say };
  const { hub, clock } = await testHub({
    drivers: [gate.driver("unwatched")],
    devices: [{ id: "gate-1", driver: "test-gate" }],
    random: () => 0.5,
    log,
  });
  let tries = 0;
  gate.onOpen = () => {
    tries += 1;
    throw broken(tries % 2 === 0 ? "unreachable" : "timeout");
  };
  gate.readings.error(broken("device-gone"));
  await clock.run(86_400_000);
  gate.onOpen = () => undefined;
  await clock.run(86_460_000);
  await hub.setOutOfService("gate-1", "new arm");
  await hub.close();
  expect(tries).toBeGreaterThan(2_000);
  expect(lines).toEqual([
    'device "gate-1" is online',
    'device "gate-1" is offline: broken: device-gone',
    'device "gate-1" is offline: broken: timeout',
    'device "gate-1" is offline: broken: unreachable',
    'device "gate-1" is online',
    'device "gate-1" is out of service: new arm',
  ]);
});
