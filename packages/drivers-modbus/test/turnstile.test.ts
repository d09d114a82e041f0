import { AisleError, type ModbusTransport, silentLogger, VirtualClock } from "@aisle/sdk";
import { fakeModbusTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { modbusTurnstile } from "../src/turnstile/index.ts";
import { turnstileSettings } from "../src/turnstile/settings.ts";
import { fakeRelayBoard } from "./relay-io.fixture.ts";

const open = (bus: ModbusTransport, settings: object = {}) =>
  testHub({
    drivers: [modbusTurnstile],
    transports: [fakeProvider("modbus", bus)],
    devices: [
      {
        id: "gate-1",
        driver: modbusTurnstile.id,
        settings: { profile: "relay-io", unit: 1, ...settings },
        transport: {},
      },
    ],
  });
type Store = Awaited<ReturnType<typeof open>>;
const run = (store: Store, ms: number) => store.clock.run(store.clock.now() + ms);
/** What has been said since `from`, in short. */
const said = ({ readings }: Store, from = 0) =>
  readings.slice(from).map(({ type, data }) => [type, ...Object.values(data)].join(" "));
const commands = (store: Store) => store.hub.device("gate-1", "turnstile").commands;
/** Runs a command while time passes. */
async function outcomeOf<T>(store: Store, sending: Promise<T>): Promise<T> {
  await run(store, 1_000);
  return sending;
}
const lost = () => new AisleError("timeout", "No answer.", { category: "transport", retryable: true });

describe("a turnstile on a relay board", () => {
  it("tells how it stands when it is connected, and nothing that happened before", async () => {
    const bus = fakeRelayBoard();
    Object.assign(bus.counts, { 1: 500, 3: 400, 5: 7, 6: 9 });
    bus.inputs[0] = true;
    await using store = await open(bus);
    await run(store, 1_000);
    expect(said(store)).toEqual(["alarm fire false", "alarm tamper false", "counters 500 400", "mode controlled"]);
    expect(store.statuses.at(-1)!.status.state).toBe("online");
  });

  it("admits once, proves it by the board's count, and tells whose wish it was", async () => {
    const bus = fakeRelayBoard();
    await using store = await open(bus);
    await run(store, 100);
    const from = store.readings.length;
    const admitted = await outcomeOf(store, commands(store).admit({ direction: "out" }, { key: "visit-1" }));
    expect(admitted.outcome).toBe("done");
    expect(said(store, from)).toEqual(["authorised out visit-1"]);
    expect(bus.counts[7]).toBe(1);
  });

  it("never opens twice for one key, also when nobody knows what came of the first time", async () => {
    const bus = fakeRelayBoard();
    const clock = new VirtualClock(0);
    let writes = 0;
    const writeCoils = async (): Promise<void> => {
      writes += 1;
      throw lost();
    };
    const { signal } = new AbortController();
    // The hub remembers keys too: this is the driver alone.
    const gate = await modbusTurnstile.open({
      device: "gate-1",
      settings: turnstileSettings.parse({ profile: "relay-io", unit: 1 }),
      transport: { ...bus, writeCoils },
      signal,
      clock,
      log: silentLogger,
      report: () => undefined,
    });
    const listening = gate.readings.subscribe();
    await clock.run(100);
    const outcomes: string[] = [];
    for (const key of ["visit-1", "visit-1", "visit-2"]) {
      const admitting = gate.commands!.admit!({ direction: "in" }, { signal, key });
      Promise.resolve(admitting).catch((thrown: unknown) => outcomes.push((thrown as AisleError).code));
      await clock.run(clock.now() + 1_000);
    }
    listening.unsubscribe();
    expect(outcomes).toEqual(["timeout", "timeout", "timeout"]);
    expect(writes).toBe(2);
  });

  it("takes a pulse whose answer was lost for done when the board has counted it", async () => {
    const bus = fakeRelayBoard();
    await using store = await open({
      ...bus,
      writeCoils: async (...asked) => {
        await bus.writeCoils(...asked);
        throw lost();
      },
    });
    await run(store, 100);
    const admitted = await outcomeOf(store, commands(store).admit({ direction: "in" }, { key: "v" }));
    expect(admitted.outcome).toBe("done");
    expect(said(store).at(-1)).toBe("authorised in v");
  });

  it("does not know what came of a pulse that the board took and does not count", async () => {
    const bus = fakeRelayBoard();
    await using store = await open({ ...bus, writeCoils: async () => undefined });
    await run(store, 100);
    const admitted = await outcomeOf(store, commands(store).admit({ direction: "in" }, { key: "v" }));
    expect(admitted).toMatchObject({ outcome: "unknown", error: { code: "modbus-gate-unproven" } });
    bus.counts[6] = 1;
    await run(store, 100);
    // What is counted later may be anybody's.
    expect(said(store).at(-1)).toBe("authorised in");
  });

  it("does not take a board that begins anew at a pulse for one that has counted it", async () => {
    const bus = fakeRelayBoard();
    bus.counts[6] = 500;
    await using store = await open({
      ...bus,
      writeCoils: async () => {
        bus.counts[6] = 0;
        throw lost();
      },
    });
    await run(store, 100);
    const admitted = await outcomeOf(store, commands(store).admit({ direction: "in" }, { key: "v" }));
    expect(admitted.outcome).toBe("unknown");
  });

  it.each([
    ["fire", 4, "modbus-gate-fire"],
    ["alarm", 3, "modbus-gate-alarm"],
    ["not ready", 2, "modbus-gate-not-ready"],
  ])("refuses to admit when it is: %s", async (_, input, code) => {
    const bus = fakeRelayBoard();
    bus.inputs[input] = input !== 2;
    await using store = await open(bus);
    await run(store, 100);
    const from = bus.requests.length;
    const admitted = await outcomeOf(store, commands(store).admit({ direction: "in" }));
    expect(admitted).toMatchObject({ outcome: "refused", error: { code } });
    expect(bus.requests.slice(from).filter((request) => request.startsWith("write"))).toEqual([]);
  });

  it("is not moved by anybody while there is a fire", async () => {
    const bus = fakeRelayBoard();
    await using store = await open(bus);
    await run(store, 100);
    bus.inputs[4] = true;
    await run(store, 100);
    expect(said(store).at(-1)).toBe("alarm fire true");
    expect(await commands(store).setMode({ mode: "locked" })).toMatchObject({
      outcome: "refused",
      error: { code: "modbus-gate-fire" },
    });
    bus.inputs[4] = false;
    await run(store, 100);
    expect(said(store).at(-1)).toBe("alarm fire false");
  });

  it.each([
    ["free-in", { 0: true, 1: false, 2: false, 3: true }],
    ["free-out", { 0: false, 1: true, 2: false, 3: true }],
    ["free", { 0: true, 1: true, 2: false, 3: true }],
    ["locked", { 0: false, 1: false, 2: true, 3: false }],
  ] as const)("is %s by its coils, tells so, and then admits nobody", async (mode, coils) => {
    const bus = fakeRelayBoard();
    await using store = await open(bus);
    await run(store, 100);
    expect(await outcomeOf(store, commands(store).setMode({ mode }))).toMatchObject({ outcome: "done" });
    expect(bus.coils).toEqual(coils);
    expect(said(store).at(-1)).toBe(`mode ${mode}`);
    expect((await commands(store).admit({ direction: "in" })).outcome).toBe("refused");
    expect(bus.counts[6]).toBe(0);
    await outcomeOf(store, commands(store).setMode({ mode: "controlled" }));
    expect(bus.coils).toEqual({ 0: false, 1: false, 2: false, 3: false });
    expect(said(store).at(-1)).toBe("mode controlled");
  });

  it("tells of a whole passage, and of a window that ran out", async () => {
    const bus = fakeRelayBoard();
    await using store = await open(bus);
    await run(store, 100);
    await outcomeOf(store, commands(store).admit({ direction: "in" }, { key: "a" }));
    const from = store.readings.length;
    bus.inputs[5] = true;
    await run(store, 100);
    bus.inputs[5] = false;
    bus.counts[1] = 1;
    await run(store, 100);
    bus.counts[5] = 1;
    await run(store, 100);
    expect(said(store, from)).toEqual([
      "passage started in",
      "passage completed in",
      "counters 1 0",
      "passage timed-out in",
    ]);
  });

  it("misses nobody who passed while its polls had no answer, over the end of the counter", async () => {
    const bus = fakeRelayBoard();
    Object.assign(bus.counts, { 0: 0xffff, 1: 0xfffe });
    await using store = await open(bus);
    await run(store, 100);
    const from = store.readings.length;
    const unit = bus.units.get(1)!;
    bus.units.delete(1);
    await run(store, 600);
    Object.assign(bus.counts, { 0: 0, 1: 1 });
    bus.units.set(1, unit);
    await run(store, 100);
    const passages = ["passage completed in", "passage completed in", "passage completed in"];
    expect(said(store, from)).toEqual([...passages, "counters 1 0"]);
  });

  it("invents no passages when its board begins anew, and says so", async () => {
    const bus = fakeRelayBoard();
    Object.assign(bus.counts, { 1: 500, 3: 400 });
    await using store = await open(bus);
    await run(store, 100);
    const from = store.readings.length;
    Object.assign(bus.counts, { 1: 0, 3: 0 });
    await run(store, 100);
    expect(said(store, from)).toEqual(["counters 0 0"]);
    expect(store.statuses.at(-1)!.status).toMatchObject({ state: "degraded", reason: { code: "hardware-fault" } });
    await run(store, 6_000);
    expect(store.statuses.at(-1)!.status.state).toBe("online");
  });

  it("tells of tampering, and of a forced passage where its inputs say which way", async () => {
    const bus = fakeRelayBoard();
    await using store = await open(bus);
    await run(store, 100);
    const from = store.readings.length;
    bus.inputs[3] = true;
    await run(store, 100);
    bus.inputs[3] = false;
    bus.inputs[6] = true;
    await run(store, 100);
    bus.inputs[3] = true;
    await run(store, 100);
    expect(said(store, from)).toEqual([
      "alarm tamper true",
      "alarm tamper false",
      "passage started out",
      "alarm tamper true",
      "passage forced out",
    ]);
  });
});

describe("a turnstile on a plain relay module", () => {
  const module_ = () => {
    const coils: Record<number, boolean> = { 4: false, 5: false };
    const inputs: Record<number, boolean> = { 0: false, 1: false };
    return { coils, inputs, bus: fakeModbusTransport({ 3: { coils, discrete: inputs } }) };
  };
  const settings = { profile: "pulse-relay", unit: 3, coils: { in: 4, out: 5 } };

  it("is pulsed by the driver, which lets the coil go again, and takes the pulse for no mode", async () => {
    const { bus, coils } = module_();
    await using store = await open(bus, settings);
    await run(store, 100);
    const from = store.readings.length;
    const admitting = commands(store).admit({ direction: "in" }, { key: "v" });
    await run(store, 400);
    expect(coils[4]).toBe(true);
    await run(store, 200);
    expect([coils[4], (await admitting).outcome]).toEqual([false, "done"]);
    await run(store, 2_000);
    expect(said(store, from)).toEqual(["authorised in v"]);
  });

  it("lets each coil go, also when the other way is opened meanwhile", async () => {
    const { bus, coils } = module_();
    await using store = await open(bus, settings);
    await run(store, 100);
    const admitted = [
      commands(store).admit({ direction: "in" }, { key: "a" }),
      commands(store).admit({ direction: "out" }, { key: "b" }),
    ];
    await run(store, 200);
    expect(coils).toEqual({ 4: true, 5: true });
    await run(store, 2_000);
    expect(coils).toEqual({ 4: false, 5: false });
    expect(await Promise.all(admitted)).toMatchObject([{ outcome: "done" }, { outcome: "done" }]);
    expect(said(store)).not.toContain("mode free-in");
  });

  it("opens for nobody else while the coil is held, for the turnstile would see one long pulse", async () => {
    const { bus } = module_();
    await using store = await open(bus, settings);
    await run(store, 100);
    await commands(store).admit({ direction: "in" }, { key: "a" });
    await run(store, 200);
    expect(await commands(store).admit({ direction: "in" }, { key: "b" })).toMatchObject({
      outcome: "refused",
      error: { code: "modbus-gate-not-ready", retryable: true },
    });
    await run(store, 500);
    expect(await commands(store).admit({ direction: "in" }, { key: "b" })).toMatchObject({ outcome: "done" });
  });

  it("lets the coil go when a mode that was to take it over could not be set", async () => {
    const { bus, coils } = module_();
    const write = bus.writeCoils.bind(bus);
    let deaf = false;
    bus.writeCoils = (...request) => (deaf ? Promise.reject(lost()) : write(...request));
    await using store = await open(bus, settings);
    await run(store, 100);
    await commands(store).admit({ direction: "in" });
    deaf = true;
    expect(await commands(store).setMode({ mode: "controlled" })).toMatchObject({ outcome: "unknown" });
    deaf = false;
    await run(store, 2_000);
    expect(coils[4]).toBe(false);
  });

  it("lets the coil go when the hub closes in the middle of a pulse", async () => {
    const { bus, coils } = module_();
    const store = await open(bus, settings);
    await run(store, 100);
    await commands(store).admit({ direction: "in" });
    expect(coils[4]).toBe(true);
    await store.hub.close();
    expect(coils[4]).toBe(false);
    expect(store.clock.nextTimerAt()).toBeUndefined();
  });

  it("tells of a passage by the edge of its contact, and by the clock that nobody came", async () => {
    const { bus, inputs } = module_();
    await using store = await open(bus, settings);
    await run(store, 100);
    const from = store.readings.length;
    await commands(store).admit({ direction: "in" }, { key: "a" });
    inputs[0] = true;
    await run(store, 300);
    inputs[0] = false;
    await run(store, 6_000);
    await commands(store).admit({ direction: "out" }, { key: "b" });
    await run(store, 6_000);
    expect(said(store, from)).toEqual([
      "authorised in a",
      "passage completed in",
      "authorised out b",
      "passage timed-out out",
    ]);
  });

  it("is held free, and says that it cannot be locked", async () => {
    const { bus, coils } = module_();
    await using store = await open(bus, settings);
    await run(store, 100);
    await outcomeOf(store, commands(store).setMode({ mode: "free" }));
    expect(coils).toEqual({ 4: true, 5: true });
    expect(said(store).at(-1)).toBe("mode free");
    expect(await commands(store).setMode({ mode: "locked" })).toMatchObject({
      outcome: "refused",
      error: { code: "modbus-gate-unsupported" },
    });
  });
});
