import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineDriver } from "../drivers/define-driver.ts";
import { secret } from "../secrets/index.ts";
import { fakeModbusTransport } from "../testing/fake-modbus-transport.ts";
import { fakeProvider } from "../testing/fake-provider.ts";
import { checkDevices, readStoreSettings } from "./index.ts";

const base = { kind: "weight-shelf", liveness: "unwatched", open: () => expect.unreachable("opened") } as const;
const scale = defineDriver({
  ...base,
  id: "acme-scale",
  transport: "tcp",
  settings: z.strictObject({
    password: secret().optional(),
    cells: z.array(z.strictObject({ unit: z.number() })).default([]),
  }),
});
const board = defineDriver({
  ...base,
  id: "acme-board",
  transport: "modbus",
  settings: z.strictObject({ unit: z.number() }),
});
const parts = { drivers: [scale, board], transports: [fakeProvider("modbus", fakeModbusTransport({}))] };

const problemsOf = async (devices: string, given = parts): Promise<readonly string[]> => {
  const text = `store: a.json
buses: [{ id: rtu, transport: modbus }]
devices:
${devices}`;
  const settings = readStoreSettings(text, { file: "store.yaml", env: {} });
  return (await checkDevices(settings, given)).map(({ message }) => message);
};

describe("the devices of a store.yaml, against their drivers", () => {
  it("may all be well", async () => {
    const devices = `  - { id: a, driver: acme-scale, transport: { port: 1 }, settings: { password: x } }
  - { id: b, driver: acme-board, bus: rtu, settings: { unit: 1 } }`;
    expect(await problemsOf(devices)).toEqual([]);
  });

  it.each([
    [
      "  - id: a\n    driver: acme-scale\n    transport: { port: 1 }\n    settings:\n      cells:\n        - uint: 1\n          unit: 2",
      /^store.yaml:9 devices\[0\]\.settings\.cells\[0\]\.uint: .*did you mean "unit" instead of "uint"/,
    ],
    [
      "  - id: a\n    driver: acme-board\n    bus: rtu\n    settings:\n      unit: one",
      /^store.yaml:8 devices\[0\]\.settings\.unit: .*expected number.*\(got "one"\)/,
    ],
    [
      "  - id: a\n    driver: acme-scales",
      /^store.yaml:5 devices\[0\]\.driver: there is no driver "acme-scales" \(did you mean "acme-scale"\?\)/,
    ],
    ["  - id: a\n    driver: acme-scale\n    transport: { prot: 1 }", /^store.yaml:6 devices\[0\]\.transport/],
    [
      "  - id: a\n    driver: acme-scale\n    bus: rtu",
      /^store.yaml:6 devices\[0\]\.bus: the driver acme-scale speaks tcp, but the bus rtu is modbus/,
    ],
    ["  - { id: a, driver: acme-board, settings: 7 }", /^store.yaml:4 devices\[0\]\.settings: .*expected object/],
  ])("are told with the line of the key: %s", async (devices, message) => {
    expect((await problemsOf(devices))[0]).toMatch(message);
  });

  it("say which transport no package has, on a bus and on a device", async () => {
    const without = { drivers: parts.drivers, transports: [] };
    expect(await problemsOf("  - { id: a, driver: acme-board, settings: { unit: 1 } }", without)).toEqual([
      'store.yaml:2 buses[0].transport: there is no transport "modbus" (there is tcp)',
      "store.yaml:4 devices[0].driver: the driver acme-board needs the transport modbus, which no package of `drivers` has",
    ]);
  });

  it("never show what stands where a secret belongs", async () => {
    const [message] = await problemsOf(
      "  - { id: a, driver: acme-scale, transport: { port: 1 }, settings: { password: [hunter2] } }",
    );
    expect(message).toMatch(/password: expected a secret/);
    expect(message).not.toContain("hunter2");
  });
});
