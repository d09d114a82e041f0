import { describe, expect, it } from "vitest";
import { DocumentError, readStoreSettings } from "./index.ts";

const file = "store.yaml";

function messages(text: string): readonly string[] {
  try {
    readStoreSettings(text, { file });
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return (error as DocumentError).problems.map(({ message }) => message);
  }
  return [];
}

const text = `store: ./store.json
drivers: ["@acme/aisle-scanner", ./my-driver.js]
buses:
  - id: rtu
    transport: modbus
    settings: { path: /dev/ttyUSB0 }
devices:
  - id: g1
    driver: acme-weights
    bus: rtu
    settings:
      unit: 3
  - id: scanner-1
    driver: acme-scanner
    transport: { host: 10.0.0.7, port: 4001 }
`;

describe("the settings of a store", () => {
  it("are read as they stand, driver settings untouched", () => {
    const settings = readStoreSettings(text, { file });
    expect(settings).toMatchObject({
      file,
      store: { file: "./store.json" },
      drivers: ["@acme/aisle-scanner", "./my-driver.js"],
      buses: [{ id: "rtu", transport: "modbus", settings: { path: "/dev/ttyUSB0" } }],
      devices: [
        { id: "g1", driver: "acme-weights", bus: "rtu", settings: { unit: 3 } },
        { id: "scanner-1", driver: "acme-scanner", transport: { host: "10.0.0.7", port: 4001 } },
      ],
    });
    expect(settings).not.toHaveProperty("simulation");
  });

  it("still know the line of every setting, or of what is around it", () => {
    const { locate } = readStoreSettings(text, { file });
    expect(locate(["devices", 0, "settings", "unit"])).toBe(12);
    expect(locate(["devices", 0, "settings", "uint"])).toBe(11);
    expect(locate(["devices", 1])).toBe(13);
    expect(locate([])).toBe(1);
  });

  it("may be a simulation without a store, or hold the store itself", () => {
    expect(readStoreSettings("simulation: { seed: 7 }", { file })).toMatchObject({
      simulation: { seed: 7 },
      devices: [],
    });
    const inline = "store:\n  format: aisle-store/1\n  name: x\n  currency: EUR\n  floor: [[0, 0], [1, 0], [1, 1]]\n";
    expect(readStoreSettings(inline, { file }).store).toMatchObject({ model: { name: "x" } });
  });

  it("name the line of a fault in a store that they hold", () => {
    const inline = "store:\n  format: aisle-store/1\n  name: x\n  curency: EUR\n  floor: [[0, 0], [1, 0], [1, 1]]\n";
    expect(messages(inline)).toContainEqual(
      expect.stringMatching(/^store.yaml:4 store\.curency: .*did you mean `currency`/),
    );
  });

  it.each([
    [
      "an unknown key",
      "store: a.json\ndevice: []",
      /^store.yaml:2 device: expected one of store, .*did you mean `devices`/,
    ],
    [
      "an unknown key of a device",
      "store: a.json\ndevices:\n - { id: a, drivers: b, driver: c }",
      /^store.yaml:3 devices\[0\]\.drivers: .*did you mean `driver`/,
    ],
    [
      "a device without a driver",
      "store: a.json\ndevices:\n - { id: a }",
      /^store.yaml:3 devices\[0\]\.driver: expected the id of a driver, got nothing/,
    ],
    [
      "two devices of one id",
      "store: a.json\ndevices:\n - { id: a, driver: b }\n - { id: a, driver: b }",
      /^store.yaml:4 devices\[1\]\.id: .*"a" again/,
    ],
    [
      "two buses of one id",
      "store: a.json\nbuses:\n - { id: a, transport: b }\n - { id: a, transport: b }",
      /^store.yaml:4 buses\[1\]\.id: /,
    ],
    [
      "a bus that is not there",
      "store: a.json\nbuses: [{ id: rtu-1, transport: modbus }]\ndevices:\n - { id: a, driver: b, bus: rtu1 }",
      /^store.yaml:4 devices\[0\]\.bus: .*"rtu1" \(did you mean "rtu-1"\?\)/,
    ],
    [
      "a bus and a transport at once",
      "store: a.json\nbuses: [{ id: r, transport: m }]\ndevices:\n - { id: a, driver: b, bus: r, transport: {} }",
      /devices\[0\]\.transport: expected a `bus` or a `transport`/,
    ],
    [
      "neither a store nor a simulation",
      "devices: []",
      /^store.yaml:1 store: expected a store, or a `simulation`, got neither/,
    ],
    [
      "a store that is a number",
      "store: 7",
      /^store.yaml:1 store: expected a file such as .\/store.json, or the store model itself, got 7/,
    ],
    ["an empty file", "", /expected the settings of a store/],
    [
      "a key twice",
      "store: a.json\nstore: b.json",
      /^store.yaml:2: expected YAML or JSON, got Map keys must be unique/,
    ],
    [
      "two documents",
      "store: a.json\n---\nstore: b.json",
      /^store.yaml:\d: expected YAML or JSON, got Source contains multiple documents/,
    ],
    ["broken YAML", "store: [a", /^store.yaml:1: expected YAML or JSON/],
  ])("are refused with %s", (_, yaml, message) => {
    expect(messages(yaml)[0]).toMatch(message);
  });

  it("hold what the installer's tools found, and refuse what they never say", () => {
    const at = "2026-03-02T09:30:00.000Z";
    const found = `simulation: {}\ninstallation:\n  plates: [{ plate: g1/s1/p1, state: ok, noise: 1.2, at: ${at} }]\n`;
    expect(readStoreSettings(found, { file }).installation).toEqual({
      cameras: [],
      plates: [{ plate: "g1/s1/p1", state: "ok", noise: 1.2, at }],
      gates: [],
    });
    expect(messages(found.replace("state: ok", "state: fine"))[0]).toContain(
      "store.yaml:3 installation.plates[0].state",
    );
    expect(messages(found.replace(at, "yesterday"))[0]).toContain("expected a time such as");
  });

  it("survive an alias bomb with an error", () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(", ")}]`,
    );
    expect(messages(`l0: &l0 [x]\n${levels.join("\n")}\n`)[0]).toMatch(/at most a hundred aliases/);
  });
});

it("the settings name those who work here, and say what is wrong with a list that is none", () => {
  const read = (staff: unknown) => readStoreSettings(JSON.stringify({ simulation: {}, staff }), { file: "store.json" });
  expect(read(["STAFF-*", "MANAGER-7"]).staff).toEqual(["STAFF-*", "MANAGER-7"]);
  expect(read(undefined)).not.toHaveProperty("staff");
  expect(() => read("STAFF-1")).toThrow(/staff.*a list of credentials/);
  expect(() => read([""])).toThrow(/staff\[0\].*a credential such as STAFF-1/);
});
