import { describe, expect, it } from "vitest";
import { z } from "zod";
import { VirtualClock } from "../../time/virtual-clock.ts";
import { type AnyTransportProvider, defineTransport } from "../../transports/define-transport.ts";
import type { DiscoverContext, DiscoveredAddress } from "../../transports/discovery.ts";
import type { PluginManifest } from "../manifest/manifest.ts";
import { discoverDevices } from "./discover-devices.ts";

type Discover = (context: DiscoverContext) => AsyncIterable<DiscoveredAddress>;

const provider = (transport: "serial" | "tcp" | "hid", discover?: Discover): AnyTransportProvider =>
  defineTransport({
    transport,
    settings: z.unknown(),
    open: () => Promise.reject(new RangeError("opened")),
    ...(discover && { discover }),
  }) as AnyTransportProvider;

const finds = (...found: readonly unknown[]): Discover =>
  async function* () {
    yield* found as readonly DiscoveredAddress[];
  };

const scanner = { settings: { path: "/dev/ttyACM0" }, facts: { usbVendorId: 0x0c2e, product: "Acme LS-1" } };
const other = { settings: { path: "/dev/ttyACM1" }, facts: { usbVendorId: 0x9999 } };
const manifests: readonly PluginManifest[] = [
  {
    manifest: 1,
    sdk: "0.x",
    drivers: [
      {
        id: "generic-serial",
        kind: "barcode-scanner",
        transport: "serial",
        fingerprints: [{ facts: { usbVendorId: ["0x0c2e", "0x05e0"] }, confidence: 0.3 }],
      },
      { id: "nameless", kind: "barcode-scanner", transport: "serial" },
    ],
  },
  {
    manifest: 1,
    sdk: "0.x",
    drivers: [
      {
        id: "acme-scanner",
        kind: "barcode-scanner",
        transport: "serial",
        fingerprints: [{ facts: { usbVendorId: 1 } }, { facts: { usbVendorId: "0x0c2e", product: "Acme *" } }],
      },
      {
        id: "acme-hid",
        kind: "barcode-scanner",
        transport: "hid",
        fingerprints: [{ facts: { usbVendorId: "0x0c2e" } }],
      },
    ],
  },
];

describe("looking for devices", () => {
  it("proposes drivers by their fingerprints, the surest first, with settings that are ready", async () => {
    const clock = new VirtualClock(0);
    const { devices, stories } = await discoverDevices([provider("serial", finds(scanner, other))], manifests, {
      clock,
    });
    expect(stories).toEqual([]);
    expect(devices).toEqual([
      {
        transport: "serial",
        ...scanner,
        proposals: [
          {
            kind: "barcode-scanner",
            score: 1,
            device: { id: "barcode-scanner-1", driver: "acme-scanner", transport: { path: "/dev/ttyACM0" } },
          },
          {
            kind: "barcode-scanner",
            score: 0.3,
            device: { id: "barcode-scanner-1", driver: "generic-serial", transport: { path: "/dev/ttyACM0" } },
          },
        ],
      },
      { transport: "serial", ...other, proposals: [] },
    ]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("does not propose again what the store has, and takes ids that are free", async () => {
    const second = { ...scanner, settings: { path: "/dev/ttyACM7" } };
    const { devices } = await discoverDevices([provider("serial", finds(scanner, second))], manifests, {
      clock: new VirtualClock(0),
      devices: [
        { id: "till-scanner", driver: "acme-scanner", transport: { path: "/dev/ttyACM0" } },
        { id: "barcode-scanner-1", driver: "else" },
      ],
    });
    expect(devices[0]).toMatchObject({ known: "till-scanner", proposals: [] });
    expect(devices[1]?.proposals[0]?.device.id).toBe("barcode-scanner-2");
  });

  it("goes on past transports that fail, hang, or cannot look at all, and says so", async () => {
    const clock = new VirtualClock(0);
    let letGo = 0;
    const searching = discoverDevices(
      [
        provider("tcp"),
        provider("hid", async function* () {
          yield { settings: {}, facts: { usbVendorId: 0x0c2e } };
          throw new Error("udev is not there");
        }),
        provider("serial", ({ signal }) => ({
          [Symbol.asyncIterator]: () => ({
            next: () => new Promise(() => signal.addEventListener("abort", () => (letGo += 1))),
          }),
        })),
        provider("serial", finds(7)),
        provider("serial", finds({ settings: {}, facts: { usb: { vendor: 1 } } })),
        provider("serial", finds({ settings: {}, facts: null })),
        provider("serial", () => {
          throw new Error("at once");
        }),
        provider("serial", finds(scanner)),
      ],
      manifests,
      { clock, within: 3_000 },
    );
    await clock.run(2_999);
    expect(letGo).toBe(0);
    await clock.run(3_000);
    const { devices, stories } = await searching;
    expect(letGo).toBe(1);
    expect(devices.map(({ transport, proposals }) => [transport, proposals[0]?.device.driver])).toEqual([
      ["hid", "acme-hid"],
      ["serial", "acme-scanner"],
    ]);
    expect(stories.map(({ message }) => message)).toEqual([
      expect.stringContaining("udev is not there"),
      expect.stringContaining("it found 7"),
      expect.stringContaining('{"usb":{"vendor":1}}'),
      expect.stringContaining('"facts":null'),
      expect.stringContaining("at once"),
    ]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("ends early when it is told to, with what was found, and lets the transport clean up", async () => {
    const clock = new VirtualClock(0);
    const told = new AbortController();
    let cleaned = false;
    const { devices } = await discoverDevices(
      [
        provider("serial", async function* ({ signal }) {
          try {
            yield scanner;
            told.abort();
            await new Promise((resolve) => {
              if (signal.aborted) resolve(undefined);
            });
          } finally {
            cleaned = true;
          }
        }),
      ],
      manifests,
      { clock, signal: told.signal },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(devices).toHaveLength(1);
    expect(cleaned).toBe(true);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("does not take addresses without end", async () => {
    const { devices } = await discoverDevices(
      [
        provider("serial", async function* () {
          for (;;) yield other;
        }),
      ],
      [],
      { clock: new VirtualClock(0) },
    );
    expect(devices).toHaveLength(1_000);
  });
});
