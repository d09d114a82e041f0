import { AisleError, type DriverReading, defineDriver } from "@aisle/sdk";
import { fakeByteTransport, fakeModbusTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { Observable } from "rxjs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { brief } from "./test-gate.ts";

/** A plate that is read every 100 ms from two registers of a unit. */
const plate = defineDriver({
  id: "plate",
  kind: "weight-shelf",
  transport: "modbus",
  settings: z.strictObject({ unit: z.number().int().min(1).max(247) }),
  liveness: { within: 1_000 },
  open: ({ transport, settings, clock, signal }) => ({
    readings: new Observable<DriverReading<"weight-shelf">>((subscriber) => {
      const read = async (): Promise<void> => {
        const [grams = Number.NaN] = await transport.readHoldingRegisters(settings.unit, 0, 1, signal);
        subscriber.next({ type: "weights", data: { grams: Float32Array.of(grams), samples: 1, plates: 1, dt: 0 } });
        cancel = clock.schedule(100, poll);
      };
      const poll = (): void => {
        read().catch((thrown: unknown) => {
          subscriber.error(thrown);
        });
      };
      let cancel = clock.schedule(0, poll);
      return () => {
        cancel();
      };
    }),
  }),
});

async function openStore(prepare: (bus: ReturnType<typeof fakeProvider<"modbus">>) => void = () => undefined) {
  const modbus = fakeModbusTransport({ 1: { holding: { 0: 100 } }, 2: { holding: { 0: 200 } } });
  const provider = fakeProvider("modbus", modbus);
  prepare(provider);
  const store = await testHub({
    drivers: [plate],
    transports: [provider],
    buses: [{ id: "rs485", transport: "modbus", settings: { port: "/dev/ttyUSB0" } }],
    devices: [1, 2].map((unit) => ({ id: `plate-${unit}`, driver: "plate", bus: "rs485", settings: { unit } })),
    random: () => 0.5,
  });
  const states = (): string[] => [...store.hub.devices.values()].map(({ status }) => brief(status));
  return { ...store, modbus, provider, states };
}

describe("a bus", () => {
  it("is opened once for all its devices, with its own settings", async () => {
    const { hub, clock, provider, readings } = await openStore();
    await clock.run(0);
    expect(provider.openings).toEqual([{ port: "/dev/ttyUSB0" }]);
    expect(readings.map(({ device, data }) => [device, "grams" in data && data.grams[0]])).toEqual([
      ["plate-1", 100],
      ["plate-2", 200],
    ]);
    await hub.close();
    expect(provider.held).toBe(0);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("takes its devices offline with it and brings them back", async () => {
    const { hub, clock, provider, states } = await openStore();
    await clock.run(250);
    provider.lose(new AisleError("device-gone", "unplugged", { category: "transport" }));
    expect(states()).toEqual(["offline(parent-offline)@250", "offline(parent-offline)@250"]);
    expect(hub.device("plate-1", "weight-shelf").status).toMatchObject({
      nextRetryAt: 750,
      reason: { message: 'The bus "rs485" is not open: unplugged' },
    });
    await clock.run(749);
    expect(provider.openings).toHaveLength(1);
    await clock.run(760);
    expect(states()).toEqual(["online@750", "online@750"]);
    await hub.close();
  });

  it("keeps its devices waiting while it cannot be opened: they do not try on their own", async () => {
    const { hub, clock, provider, states } = await openStore((bus) => {
      bus.refuse(Object.assign(new Error("ENOENT"), { code: "ENOENT" }));
    });
    await clock.run(3_600_000);
    expect(states()[0]).toMatch(/^offline\(parent-offline\)/);
    provider.refuse(undefined);
    await clock.run(3_660_100);
    expect(states().map((state) => state.split("@")[0])).toEqual(["online", "online"]);
    await hub.close();
  });

  it("blocks its devices when trying again cannot mend it", async () => {
    const { hub, clock, states } = await openStore((bus) => {
      bus.refuse(new AisleError("auth-failed", "no", { category: "transport" }));
    });
    await clock.run(3_600_000);
    expect(states()).toEqual(["blocked(auth-failed)@0", "blocked(auth-failed)@0"]);
    await hub.close();
  });

  it("is not harmed by one device that does not answer", async () => {
    const { hub, clock, modbus, states } = await openStore();
    await clock.run(50);
    modbus.units.delete(2);
    await clock.run(450);
    expect(states().map((state) => state.split("@")[0])).toEqual(["online", "offline(timeout)"]);
    await hub.close();
  });

  it("leaves a device that is out of service alone when it comes back", async () => {
    const { hub, clock, provider, states } = await openStore();
    await hub.devices.get("plate-2")?.setOutOfService();
    provider.lose();
    await clock.run(1_000);
    expect(states().map((state) => state.split("@")[0])).toEqual(["online", "idle(out-of-service)"]);
    hub.devices.get("plate-2")?.setInService();
    await clock.run(1_100);
    expect(states()[1]).toMatch(/^online/);
    await hub.close();
  });

  it("that is added brings the devices that named it before, and can be removed once nobody hangs on it", async () => {
    const { hub, clock, provider } = await openStore();
    const waiting = hub.addDevice({ id: "plate-3", driver: "plate", bus: "later", settings: { unit: 1 } });
    await clock.settle();
    expect(waiting.status).toMatchObject({ state: "blocked", reason: { code: "settings-invalid" } });
    hub.addBus({ id: "later", transport: "modbus", settings: { port: "COM3" } });
    await clock.run(100);
    expect(waiting.status.state).toBe("online");
    expect(() => {
      hub.addBus({ id: "later", transport: "modbus" });
    }).toThrow(/has a bus "later" already/);
    await expect(hub.removeBus("later")).rejects.toThrow(/the device "plate-3" hangs on it/);
    await hub.removeDevice("plate-3");
    await hub.removeBus("later");
    expect(provider.held).toBe(1);
    await expect(hub.removeBus("later")).rejects.toMatchObject({ code: "hub-options-invalid" });
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(() => {
      hub.addBus({ id: "x", transport: "modbus" });
    }).toThrow(expect.objectContaining({ code: "hub-closed" }));
  });

  it.each([
    ["that does not exist", { bus: "rs486" }, 'did you mean "rs485"'],
    ["of another transport", { bus: "line" }, "speaks modbus"],
    ["beside a transport of its own", { bus: "rs485", transport: {} }, "as well"],
  ])("blocks a device that names a bus %s", async (_what, wrong, message) => {
    const store = await testHub({
      drivers: [plate],
      transports: [fakeProvider("modbus", fakeModbusTransport({})), fakeProvider("serial", fakeByteTransport())],
      buses: [
        { id: "rs485", transport: "modbus" },
        { id: "line", transport: "serial" },
      ],
      devices: [{ id: "p", driver: "plate", settings: { unit: 1 }, ...wrong }],
    });
    await store.clock.settle();
    const status = store.hub.devices.get("p")?.status;
    expect(status).toMatchObject({
      state: "blocked",
      reason: { code: "settings-invalid", message: expect.stringContaining(message) },
    });
    await store.hub.close();
  });
});
