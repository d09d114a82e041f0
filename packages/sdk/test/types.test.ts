import {
  type AnyDriver,
  type AnyTransportProvider,
  type Device,
  type DeviceKind,
  defineDriver,
  defineTransport,
  type Hub,
  type HubOptions,
  type Reading,
  type TransportName,
} from "@aisle/sdk";
import { fakeProvider, testHub } from "@aisle/sdk/testing";
import { Subject } from "rxjs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { lineScanner } from "./line-scanner.ts";

// What a vendor's package does: it names the published module, and everything that the sdk derives from it follows.
declare module "@aisle/sdk" {
  interface DeviceKinds {
    "fridge-door": {
      readings: { door: { readonly open: boolean } };
      commands: { lock: { readonly input: { readonly minutes: number }; readonly output: boolean } };
    };
  }
  interface Transports {
    "fridge-bus": { readonly poll$: Subject<boolean> };
  }
}

const poll$ = new Subject<boolean>();
const readings = new Subject<{ type: "door"; data: { open: boolean } }>();

const fridge = defineDriver({
  id: "acme-fridge",
  kind: "fridge-door",
  transport: "fridge-bus",
  settings: z.strictObject({ shelf: z.number() }),
  liveness: ({ shelf }) => ({ within: shelf * 1_000 }),
  open({ transport, settings }) {
    expectTypeOf(transport.poll$).toEqualTypeOf<Subject<boolean>>();
    expectTypeOf(settings).toEqualTypeOf<{ shelf: number }>();
    return { readings, commands: { lock: ({ minutes }) => minutes > 0 } };
  },
});

const fridgeBus = defineTransport({
  transport: "fridge-bus",
  settings: z.strictObject({ port: z.string() }),
  open: ({ settings }) => {
    expectTypeOf(settings.port).toEqualTypeOf<string>();
    return { transport: { poll$ }, close: () => undefined };
  },
});

describe("the types of a driver", () => {
  it("let drivers and transports of any kind and settings into one list without a cast", () => {
    const drivers: readonly AnyDriver[] = [fridge, lineScanner];
    const transports: readonly AnyTransportProvider[] = [fridgeBus];
    const options: HubOptions = { drivers, transports: [...transports, fridgeBus], devices: [] };
    expect(options.drivers).toHaveLength(2);
  });

  it("grow with kinds and transports that a package declares", async () => {
    expectTypeOf<"fridge-door">().toExtend<DeviceKind>();
    expectTypeOf<"fridge-bus">().toExtend<TransportName>();
    expectTypeOf<Extract<Reading, { kind: "fridge-door" }>["data"]>().toEqualTypeOf<{ readonly open: boolean }>();
    expectTypeOf<Device<"fridge-door">>().toExtend<Device>();
    await using store = await testHub({
      drivers: [fridge],
      transports: [fakeProvider("fridge-bus", { poll$ })],
      devices: [{ id: "f", driver: "acme-fridge", settings: { shelf: 2 } }],
    });
    readings.next({ type: "door", data: { open: true } });
    const door = store.hub.device("f", "fridge-door");
    expectTypeOf(door.commands.lock).parameter(0).toEqualTypeOf<{ readonly minutes: number }>();
    await expect(door.commands.lock({ minutes: 3 })).resolves.toEqual({ outcome: "done", output: true });
    expect(store.readings).toMatchObject([{ kind: "fridge-door", type: "door", data: { open: true } }]);
  });

  it("refuse what a kind does not say, know or take", () => {
    // @ts-expect-error a fridge door has no scan
    readings.next({ type: "scan", data: { open: true } });
    defineDriver({
      id: "x",
      kind: "camera",
      transport: "none",
      settings: z.strictObject({}),
      liveness: "unwatched",
      // @ts-expect-error a camera does not speak of doors
      open: () => ({ readings }),
    });
    const typed = (hub: Hub): void => {
      // @ts-expect-error there is no such kind
      hub.device("x", "fridge-dor");
      // @ts-expect-error a gate is not locked for minutes
      void hub.device("x", "turnstile").commands.lock({ minutes: 3 });
    };
    expect(typed).toBeTypeOf("function");
  });

  it("let a list of devices of every kind be walked, and readings be told apart by kind and type", () => {
    const grams = (reading: Reading): number | undefined =>
      reading.kind === "weight-shelf" && reading.type === "weights" ? reading.data.grams[0] : undefined;
    expectTypeOf<Hub["devices"]>().toEqualTypeOf<ReadonlyMap<string, Device>>();
    expect(grams).toBeTypeOf("function");
  });
});
