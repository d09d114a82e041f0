import { type DeviceSettings, defineDriver } from "@aisle/sdk";
import { fakeByteTransport, fakeModbusTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { NEVER, Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lineScanner } from "./line-scanner.ts";
import { brief } from "./test-gate.ts";

const scanner = (id: string, heartbeat?: number): DeviceSettings => ({
  id,
  driver: "acme-scanner",
  transport: { port: 1 },
  ...(heartbeat !== undefined && { settings: { heartbeat } }),
});

async function open() {
  const tcp = fakeProvider("tcp", fakeByteTransport());
  const store = await testHub({
    drivers: [lineScanner],
    transports: [tcp],
    devices: [scanner("a"), scanner("b")],
    random: () => 0.5,
  });
  const opening = store.statuses.length;
  const later = () => store.statuses.slice(opening);
  const history = (id: string): string[] =>
    later()
      .filter(({ device }) => device === id)
      .map(({ status }) => brief(status));
  return { ...store, tcp, later, history };
}

describe("changing the settings of a device", () => {
  it("connects it anew with them and touches no other", async () => {
    const { hub, clock, tcp, history } = await open();
    await clock.run(1_000);
    const held = hub.device("a", "barcode-scanner");
    await hub.changeSettings("a", { transport: { port: 2 } });
    await clock.settle();
    expect(tcp.openings).toEqual([{ port: 1 }, { port: 1 }, { port: 2 }]);
    expect(tcp.held).toBe(2);
    expect(history("a")).toEqual(["idle@1000", "connecting@1000", "online@1000"]);
    expect(history("b")).toEqual([]);
    expect(hub.device("a", "barcode-scanner")).toBe(held);
    await hub.close();
  });

  it("refuses wrong ones with what mends them, and the device goes on with the old ones", async () => {
    const { hub, clock, tcp, history } = await open();
    await expect(hub.changeSettings("a", { settings: { heartbaet: 3 } })).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining('did you mean "heartbeat"'),
    });
    await expect(hub.changeSettings("a", { bus: "rs485" })).rejects.toMatchObject({ code: "settings-invalid" });
    expect(history("a")).toEqual([]);
    await hub.changeSettings("a", { settings: { heartbeat: 9 } });
    await clock.settle();
    expect(tcp.openings).toHaveLength(3);
    await hub.close();
  });

  it("tries a blocked device at once, once", async () => {
    const { hub, clock, tcp } = await open();
    const wrong = hub.addDevice({ ...scanner("c"), settings: { heartbeat: "often" } });
    await clock.run(3_600_000);
    expect(wrong.status).toMatchObject({ state: "blocked", reason: { code: "settings-invalid" } });
    expect(tcp.openings).toHaveLength(2);
    await hub.changeSettings("c", { settings: {} });
    await clock.settle();
    expect(wrong.status.state).toBe("online");
    await hub.close();
  });

  it("leaves a device that is out of service so, and it uses them when it is back", async () => {
    const { hub, clock, tcp } = await open();
    await hub.setOutOfService("a", "new window");
    await hub.changeSettings("a", { transport: { port: 7 } });
    await clock.run(60_000);
    expect(hub.devices.get("a")?.status).toMatchObject({
      state: "idle",
      reason: { code: "out-of-service", message: "new window" },
    });
    hub.setInService("a");
    await clock.settle();
    expect(tcp.openings.at(-1)).toEqual({ port: 7 });
    await hub.close();
  });

  it("keeps both of two changes that come at once", async () => {
    const { hub, clock, tcp } = await open();
    await Promise.all([
      hub.changeSettings("a", { settings: { heartbeat: 1_000 } }),
      hub.changeSettings("a", { transport: { port: 3 } }),
    ]);
    await clock.run(1_250);
    expect(tcp.openings.at(-1)).toEqual({ port: 3 });
    expect(hub.devices.get("a")?.status).toMatchObject({ reason: { code: "silent" } });
    await hub.close();
  });

  it("moves a device from one bus to another, and to none", async () => {
    const driver = defineDriver({
      id: "d",
      kind: "camera",
      transport: "modbus",
      settings: z.strictObject({}),
      liveness: "unwatched",
      open: () => ({ readings: NEVER }),
    });
    const modbus = fakeProvider("modbus", fakeModbusTransport({}));
    await using store = await testHub({
      drivers: [driver],
      transports: [modbus],
      buses: ["one", "two"].map((id) => ({ id, transport: "modbus", settings: { id } })),
      devices: [{ id: "d", driver: "d", bus: "one" }],
    });
    const { hub, clock } = store;
    await hub.changeSettings("d", { bus: "two" });
    await clock.settle();
    expect(hub.devices.get("d")?.status.state).toBe("online");
    await hub.changeSettings("d", { bus: undefined, transport: { id: "own" } });
    await clock.settle();
    expect(modbus.openings.at(-1)).toEqual({ id: "own" });
    modbus.refuse(new RangeError("cut"));
    modbus.lose();
    // Its own line is lost, and no bus of before speaks for it.
    expect(hub.devices.get("d")?.status).toMatchObject({ state: "offline", reason: { code: "device-gone" } });
  });
});

describe("adding and removing devices", () => {
  it("opens one that is added; its readings and statuses are the hub's", async () => {
    const { hub, clock, later } = await open();
    const added = hub.addDevice(scanner("c"));
    await clock.settle();
    expect(added.status.state).toBe("online");
    expect(later().map(({ device, status }) => [device, status.state])).toEqual([
      ["c", "connecting"],
      ["c", "online"],
    ]);
    expect([...hub.devices.keys()]).toEqual(["a", "b", "c"]);
    await hub.close();
    expect(added.status.state).toBe("closed");
  });

  it("refuses one of an id that is there, and any once the hub is closed", async () => {
    const { hub } = await open();
    expect(() => hub.addDevice(scanner("a"))).toThrow(expect.objectContaining({ code: "hub-options-invalid" }));
    await hub.close();
    expect(() => hub.addDevice(scanner("c"))).toThrow(expect.objectContaining({ code: "hub-closed" }));
    await expect(hub.changeSettings("a", {})).rejects.toMatchObject({ code: "hub-closed" });
  });

  it("closes one that is removed, completes its streams, and forgets it; the others go on", async () => {
    const { hub, clock, tcp, history } = await open();
    const ends: string[] = [];
    const removed = hub.device("a", "barcode-scanner");
    removed.readings$.subscribe({ complete: () => ends.push("readings") });
    removed.status$.subscribe({ complete: () => ends.push("status") });
    await hub.removeDevice("a");
    expect(ends).toEqual(["readings", "status"]);
    expect(tcp.held).toBe(1);
    expect([...hub.devices.keys()]).toEqual(["b"]);
    expect(() => hub.device("a", "barcode-scanner")).toThrow(expect.objectContaining({ code: "device-unknown" }));
    hub.addDevice(scanner("a"));
    await clock.settle();
    expect(history("a")).toEqual(["closing(closed-by-host)@0", "closed(closed-by-host)@0", "connecting@0", "online@0"]);
    expect(history("b")).toEqual([]);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("removes one once, also when told twice, and not the one that took its place", async () => {
    const { hub, clock } = await open();
    const twice = [hub.removeDevice("a"), hub.removeDevice("a")] as const;
    await twice[0];
    hub.addDevice(scanner("a"));
    await twice[1];
    await clock.settle();
    expect(hub.devices.get("a")?.status.state).toBe("online");
    await hub.close();
  });

  it("takes no settings for one that is being removed", async () => {
    const { hub, clock, tcp } = await open();
    const changing = hub.changeSettings("a", { transport: { port: 2 } });
    await Promise.all([hub.removeDevice("a"), changing.catch(() => undefined)]);
    await clock.settle();
    expect(tcp.openings).toHaveLength(2);
    expect(tcp.held).toBe(1);
    await hub.close();
  });

  it.each(["resume", "setOutOfService", "setInService", "removeDevice", "changeSettings"] as const)(
    "%s of an id that is not there names the nearest",
    async (method) => {
      const { hub } = await open();
      const call = async (): Promise<void> => {
        await hub[method]("aa", {} as never);
      };
      await expect(call()).rejects.toMatchObject({ code: "device-unknown", message: expect.stringContaining('"a"') });
      await hub.close();
    },
  );
});

describe("retrying now", () => {
  it("connects an offline device at once, and its bus with it", async () => {
    const modbus = fakeProvider("modbus", fakeModbusTransport({}));
    modbus.refuse(Object.assign(new Error("ENOENT"), { code: "ENOENT" }));
    let readings = new Subject<never>();
    const driver = defineDriver({
      id: "d",
      kind: "camera",
      transport: "modbus",
      settings: z.strictObject({}),
      liveness: "unwatched",
      open: () => {
        readings = new Subject();
        return { readings };
      },
    });
    await using store = await testHub({
      drivers: [driver],
      transports: [modbus],
      buses: [{ id: "bus", transport: "modbus" }],
      devices: [{ id: "d", driver: "d", bus: "bus" }],
      random: () => 0.999,
    });
    const { hub, clock } = store;
    modbus.refuse(undefined);
    await clock.settle();
    expect(hub.devices.get("d")?.status.state).toBe("offline");
    hub.resume("d");
    await clock.settle();
    expect(hub.devices.get("d")?.status).toEqual({ state: "online", since: 0, unwatched: true });
    readings.error(new RangeError("cut"));
    hub.resume("d");
    await clock.settle();
    expect(hub.devices.get("d")?.status).toEqual({ state: "online", since: 0, unwatched: true });
  });
});
