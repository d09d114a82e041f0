import type { AnyTransportProvider, DiscoveredAddress, PluginManifest } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { type FakeIo, fakeIo } from "../testing/fake-io.ts";
import { findDevices } from "./find-devices.ts";
import { storeYaml } from "./found-table.ts";

const scanner: DiscoveredAddress = {
  settings: { usb: { vendorId: 0x0c2e, productId: 0x0b87, serialNumber: "FT-1" } },
  facts: { usbVendorId: 0x0c2e, manufacturer: "Acme\u001b[2J", product: "S1", hidUsagePage: 0x8c },
};
const adapter: DiscoveredAddress = { settings: { path: "/dev/serial/by-id/x" }, facts: { usbVendorId: 0x0403 } };
const camera: DiscoveredAddress = {
  settings: { host: "192.0.2.7", port: 80 },
  facts: { onvifScope: ["onvif://www.onvif.org/name/Front%20door", "onvif://www.onvif.org/hardware/C1"] },
};

/** A transport that finds these, and remembers that it was asked. */
function transport(name: string, finds: readonly DiscoveredAddress[] | Error, asked: string[]): AnyTransportProvider {
  return {
    transport: name,
    settings: { "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } },
    open: () => Promise.reject(new TypeError("nothing is opened")),
    async *discover() {
      await Promise.resolve();
      asked.push(name);
      if (finds instanceof Error) throw finds;
      yield* finds;
    },
  } as unknown as AnyTransportProvider;
}

const manifests = [
  {
    manifest: 1,
    sdk: "0.x",
    drivers: [
      {
        id: "hid-scanner",
        kind: "barcode-scanner",
        transport: "hid",
        fingerprints: [{ facts: { hidUsagePage: "0x8c" }, confidence: 0.9 }],
      },
    ],
  },
] as unknown as readonly PluginManifest[];

async function find(
  options: { json?: boolean; network?: boolean },
  serial: readonly DiscoveredAddress[] | Error = [adapter],
) {
  const asked: string[] = [];
  const transports = [
    transport("hid", [scanner], asked),
    transport("serial", serial, asked),
    transport("onvif", [camera], asked),
    transport("modbus", [], asked),
  ];
  const io: FakeIo = fakeIo();
  const args = { json: options.json ?? false, network: options.network ?? false };
  const code = await findDevices(args, io, () => Promise.resolve({ transports, manifests }));
  return { code, asked, out: io.stdout.lines, err: io.stderr.text, io };
}

describe("finding devices without a store", () => {
  it("lists what is plugged in with its likely driver and its settings as in a store.yaml, and asks no network", async () => {
    const { code, asked, out, err, io } = await find({});
    expect(code).toBe(0);
    expect(asked).toEqual(["hid", "serial"]);
    expect(out).toEqual([
      'hid     Acme\ufffd[2J S1   hid-scanner 90 %  { usb: { vendorId: 0x0c2e, productId: 0x0b87, serialNumber: "FT-1" } }',
      'serial  says no name  no driver known   { path: "/dev/serial/by-id/x" }',
    ]);
    expect(err).toContain("--network asks for ONVIF cameras, by multicast");
    expect([io.handlers, io.clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("asks the network only with --network, and says that it does", async () => {
    const { asked, out, err } = await find({ network: true });
    expect(asked).toEqual(["hid", "serial", "onvif"]);
    expect(out[2]).toMatch(/^onvif +Front door C1 +no driver known +\{ host: "192.0.2.7", port: 80 \}$/);
    expect(err).toBe("aisle: asking the local network for ONVIF cameras, by multicast\n");
  });

  it("writes one object a device with --json", async () => {
    const { out } = await find({ json: true });
    expect(out.map((line) => JSON.parse(line) as object)).toMatchObject([
      { transport: "hid", settings: scanner.settings, proposals: [{ device: { driver: "hid-scanner" } }] },
      { transport: "serial", settings: adapter.settings, proposals: [] },
    ]);
  });

  it("goes on past a transport that cannot look, tells why, and ends with 1", async () => {
    const { code, out, err } = await find({}, new Error("no such bus"));
    expect([code, out.length]).toEqual([1, 1]);
    expect(err).toContain("The transport serial could not look for devices: no such bus");
  });

  it("refuses options that do not go together", async () => {
    const io = fakeIo();
    const { main } = await import("../index.ts");
    expect(await main(["devices", "--probe"], io)).toBe(2);
    expect(await main(["devices", "x.yaml", "--network"], io)).toBe(2);
    expect(io.stderr.text).toMatch(/--probe is for the devices of a store.*\n[^]*--network is for finding devices/);
  });
});

it("writes settings as YAML of one line", () => {
  expect(storeYaml({ usb: { usagePage: 0x8c }, tls: {}, list: [1, "a: b"] })).toBe(
    '{ usb: { usagePage: 0x008c }, tls: {}, list: [1, "a: b"] }',
  );
});
