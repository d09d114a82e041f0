import { AisleError, type DeviceStatus, type ModbusTransport, type Reading } from "@aisle/sdk";
import { type FakeModbusTransport, fakeModbusTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { modbusWeightShelf } from "../src/weight-shelf/index.ts";
import { fakeLoadCellBoard, setPlate } from "./load-cell-board.fixture.ts";

const open = (bus: ModbusTransport, settings: object) =>
  testHub({
    drivers: [modbusWeightShelf],
    transports: [fakeProvider("modbus", bus)],
    devices: [{ id: "s1", driver: modbusWeightShelf.id, settings, transport: {} }],
  });
const grams = (readings: readonly Reading[]) =>
  readings.map(({ type, data }) => (type === "weights" ? [...(data as { grams: Float32Array }).grams] : type));
const flags = (reading: Reading | undefined) => [...(reading?.data as { flags: Uint8Array }).flags];
const state = (status: DeviceStatus | undefined) => status?.state;

/** Four one-channel transmitters on one bus, g without decimals. */
const scales = (units: readonly number[]): FakeModbusTransport =>
  fakeModbusTransport(
    Object.fromEntries(units.map((unit) => [unit, { holding: { 0: 0, 1: 100 * unit, 9: 0 }, coils: { 7: false } }])),
  );
const scale = {
  id: "test-scale",
  maker: "Test",
  model: "T",
  source: "none",
  table: "holding",
  channels: 1,
  weight: { at: 0, format: "int32" },
  decimals: 0,
  weightUnit: "g",
  tare: { write: "value", at: 9, value: 2 },
};
const four = { profile: scale, plates: [{ unit: 1 }, { unit: 2 }, { unit: 3 }, { unit: 4 }] };

/** Lets calls of one kind wait until they are let go of. */
function held<T extends ModbusTransport>(bus: T, name: keyof ModbusTransport, unit?: number) {
  const waiting: (() => void)[] = [];
  let holding = false;
  const call = bus[name] as (unit: number, ...rest: unknown[]) => Promise<unknown>;
  const slow = async (asked: number, ...rest: unknown[]): Promise<unknown> => {
    const answer = call(asked, ...rest);
    answer.catch(() => undefined);
    if (holding && (unit === undefined || unit === asked)) await new Promise<void>((go) => waiting.push(go));
    return answer;
  };
  return {
    bus: { ...bus, [name]: slow } as T,
    hold: () => {
      holding = true;
    },
    letGo: () => {
      holding = false;
      for (const go of waiting.splice(0)) go();
    },
    waiting,
  };
}

describe("a shelf of several units", () => {
  it("gives the plates in the order of its settings, with one request a unit", async () => {
    const bus = scales([1, 2, 3, 4]);
    await using store = await open(bus, { ...four, plates: [{ unit: 3 }, { unit: 1 }] });
    await store.clock.run(1);
    expect(grams(store.readings)).toEqual([[300, 100]]);
    expect(bus.requests).toEqual(["read holding 3:0+2", "read holding 1:0+2"]);
  });

  it("goes on without a unit that does not answer, says so, and takes it back when it answers", async () => {
    const bus = scales([1, 2, 3, 4]);
    await using store = await open(bus, four);
    await store.clock.run(500);
    const unit = bus.units.get(3)!;
    bus.units.delete(3);
    await store.clock.run(1_000);
    expect(grams(store.readings).at(-1)).toEqual([100, 200, Number.NaN, 400]);
    expect(flags(store.readings.at(-1))).toEqual([0, 0, 8, 0]);
    const degraded = store.statuses.at(-1)!.status;
    expect(degraded).toMatchObject({ state: "degraded", reason: { code: "hardware-fault" } });
    const asked = bus.requests.filter((request) => request.includes(" 3:")).length;
    await store.clock.run(4_900);
    // It is asked every two seconds, so that the others need not wait for it.
    expect(bus.requests.filter((request) => request.includes(" 3:")).length - asked).toBe(2);
    bus.units.set(3, unit);
    await store.clock.run(7_100);
    expect(grams(store.readings).at(-1)).toEqual([100, 200, 300, 400]);
    expect(state(store.statuses.at(-1)!.status)).toBe("online");
  });

  it("does not wait for a unit that hangs longer than its liveness allows", async () => {
    const { bus, hold } = held(scales([1, 2, 3, 4]), "readHoldingRegisters", 2);
    await using store = await open(bus, four);
    await store.clock.run(300);
    hold();
    await store.clock.run(5_000);
    expect(store.statuses.map(({ status }) => status.state)).not.toContain("offline");
    expect(grams(store.readings).at(-1)).toEqual([100, Number.NaN, 300, 400]);
  });

  it("is silent when no unit answers, so that the hub notices", async () => {
    const bus = scales([1, 2, 3, 4]);
    await using store = await open(bus, four);
    await store.clock.run(500);
    bus.units.clear();
    const readings = store.readings.length;
    await store.clock.run(1_510);
    expect(store.readings.length).toBe(readings);
    expect(store.statuses.at(-1)!.status).toMatchObject({ state: "offline", reason: { code: "silent" } });
  });
});

describe("a load-cell board", () => {
  it("tells how many channels it has, and is read in one request", async () => {
    const bus = fakeLoadCellBoard(12);
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(1);
    expect(bus.requests).toEqual(["read input 1:0+2", "read input 1:0+40"]);
    expect(grams(store.readings)[0]).toHaveLength(12);
  });

  it("is lost with what it holds as the reason where it is another device", async () => {
    const bus = fakeLoadCellBoard(2);
    bus.board[0] = 1;
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(300);
    expect(store.statuses.at(-1)!.status).toMatchObject({
      state: "offline",
      reason: { message: expect.stringContaining("has 1 in register 0") },
    });
  });

  it("whose sample counter stands still gives no sample twice, and is lost as silent", async () => {
    const bus = fakeLoadCellBoard(2);
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(450);
    expect(store.readings).toHaveLength(5);
    const frozen = { ...bus.board };
    bus.units.set(1, { input: new Proxy(frozen, { get: (of, key) => (key === "2" ? 77 : Reflect.get(of, key)) }) });
    await store.clock.run(1_400);
    // One more: the first with the number at which it stands still.
    expect(store.readings).toHaveLength(6);
    expect(store.statuses.at(-1)!.status.state).toBe("offline");
  });

  it("tells which plates somebody zeroed, before their new weights", async () => {
    const bus = fakeLoadCellBoard(3);
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(50);
    bus.board[3] = 1;
    bus.units.get(1)!.holding![1] = 0b110;
    setPlate(bus.board, 1, -500);
    await store.clock.run(150);
    expect(store.readings.map(({ type }) => type)).toEqual(["weights", "rebaselined", "weights"]);
    expect(store.readings[1]!.data).toEqual({ plates: [1, 2], cause: "zero" });
  });

  it("tells of all plates when it was zeroed more than once between two polls", async () => {
    const bus = fakeLoadCellBoard(3);
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(50);
    bus.board[3] = 2;
    bus.units.get(1)!.holding![1] = 0b1;
    await store.clock.run(150);
    expect(store.readings[1]!.data).toEqual({ plates: [0, 1, 2], cause: "zero" });
  });

  it("is tared by a mask of its channels, and its counter tells of it", async () => {
    const bus = fakeLoadCellBoard(24);
    await using store = await open(bus, { profile: "load-cell-board", unit: 1 });
    await store.clock.run(50);
    const device = store.hub.device("s1", "weight-shelf");
    expect(await device.commands.tare({ plates: [0, 17] })).toMatchObject({ outcome: "done" });
    expect(bus.units.get(1)!.holding).toEqual({ 0: 0b10, 1: 0b1 });
    bus.board[3] = 1;
    await store.clock.run(150);
    expect(store.readings[1]).toMatchObject({ type: "rebaselined", data: { plates: [0, 17], cause: "tare" } });
    expect(await device.commands.tare({ plates: [24] })).toMatchObject({
      outcome: "refused",
      error: { code: "modbus-plate-unknown" },
    });
  });
});

describe("a tare", () => {
  it("never lets an answer count that was asked for before it and came after it", async () => {
    const { bus, hold, letGo, waiting } = held(scales([1]), "readHoldingRegisters");
    await using store = await open(bus, { profile: scale, unit: 1 });
    await store.clock.run(50);
    hold();
    await store.clock.run(100);
    expect(waiting).toHaveLength(1);
    const tared = store.hub.device("s1", "weight-shelf").commands.tare({});
    expect(await tared).toMatchObject({ outcome: "done" });
    letGo();
    await store.clock.run(250);
    expect(grams(store.readings)).toEqual([[100], "rebaselined", [100]]);
    expect(store.readings[2]!.at).toBe(200);
  });

  it("that nobody knows the outcome of is told as one, for its jump is no pick", async () => {
    const failing = {
      ...scales([1]),
      writeRegisters: () => Promise.reject(new AisleError("timeout", "no answer", { category: "transport" })),
    };
    await using store = await open(failing, { profile: scale, unit: 1 });
    await store.clock.run(50);
    expect(await store.hub.device("s1", "weight-shelf").commands.tare({})).toMatchObject({ outcome: "unknown" });
    expect(grams(store.readings)).toEqual([[100], "rebaselined"]);
  });

  it("that the unit refused is not told", async () => {
    const bus = scales([1]);
    const settings = { profile: { ...scale, tare: { write: "value", at: 50, value: 1 } }, unit: 1 };
    await using store = await open(bus, settings);
    await store.clock.run(50);
    expect(await store.hub.device("s1", "weight-shelf").commands.tare({})).toMatchObject({ outcome: "refused" });
    expect(grams(store.readings)).toEqual([[100]]);
  });

  it("of which the unit refused a later channel is unknown, and told as one", async () => {
    const bus = fakeModbusTransport({ 1: { holding: { 0: 0, 1: 100, 2: 0, 3: 200 } } });
    let writes = 0;
    bus.writeRegisters = () => {
      writes += 1;
      return writes === 1
        ? Promise.resolve()
        : Promise.reject(new AisleError("no", "It refuses.", { category: "device" }));
    };
    const profile = { ...scale, channels: 2, tare: { write: "value", at: 9, stride: 1, value: 2 } };
    await using store = await open(bus, { profile, unit: 1 });
    await store.clock.run(50);
    expect(await store.hub.device("s1", "weight-shelf").commands.tare({})).toMatchObject({
      outcome: "unknown",
      error: { code: "modbus-tare-partial" },
    });
    expect(store.readings.at(-1)).toMatchObject({ type: "rebaselined", data: { plates: [0, 1] } });
  });

  it("of a coil is done at the coil", async () => {
    const bus = scales([1]);
    await using store = await open(bus, { profile: { ...scale, tare: { write: "coil", at: 7 } }, unit: 1 });
    await store.clock.run(50);
    expect(await store.hub.device("s1", "weight-shelf").commands.tare({})).toMatchObject({ outcome: "done" });
    expect(bus.units.get(1)!.coils).toEqual({ 7: true });
  });

  it("is refused by a transmitter without a command for it", async () => {
    const bus = fakeModbusTransport({ 1: { holding: { 7: 0, 8: 5 } } });
    await using store = await open(bus, { profile: "cas-ci-600d", unit: 1, decimals: 0, weightUnit: "g" });
    await store.clock.run(50);
    expect(await store.hub.device("s1", "weight-shelf").commands.tare({})).toMatchObject({
      outcome: "refused",
      error: { code: "modbus-tare-unsupported" },
    });
  });

  it("at the transmitter is told when its status says so", async () => {
    const registers = { 6: 2_048, 7: 0, 8: 0, 9: 0, 10: 500 };
    const bus = fakeModbusTransport({ 1: { holding: registers } });
    await using store = await open(bus, { profile: "laumas-tlb", unit: 1, decimals: 0, weightUnit: "g" });
    await store.clock.run(50);
    Object.assign(registers, { 6: 2_048 | 1_024, 10: 0 });
    await store.clock.run(150);
    expect(grams(store.readings)).toEqual([[500], "rebaselined", [0]]);
  });
});

describe("the polls of a shelf", () => {
  it("are batched with even time between samples, and a poll left out ends the batch", async () => {
    const { bus, hold, letGo } = held(scales([1]), "readHoldingRegisters");
    await using store = await open(bus, { profile: scale, unit: 1, batch: 4 });
    await store.clock.run(550);
    hold();
    await store.clock.run(750);
    letGo();
    await store.clock.run(1_250);
    const seen = store.readings.map(({ at, data }) => [at, (data as { samples: number; dt: number }).samples]);
    // Asked at 600 and answered at 750: its sample was taken half way, and the poll of 700 was left out.
    expect(seen).toEqual([
      [0, 4],
      [400, 3],
      [800, 4],
    ]);
  });

  it("are never two at a time, and a device of a slow bus is told to be slow", async () => {
    let open_ = 0;
    let most = 0;
    const bus = scales([1]);
    const { readHoldingRegisters } = bus;
    await using store = await testHub({
      drivers: [modbusWeightShelf],
      transports: [
        fakeProvider("modbus", {
          ...bus,
          async readHoldingRegisters(...asked: Parameters<typeof readHoldingRegisters>) {
            open_ += 1;
            most = Math.max(most, open_);
            await new Promise<void>((go) => store.clock.schedule(350, go));
            open_ -= 1;
            return readHoldingRegisters(...asked);
          },
        }),
      ],
      devices: [{ id: "s1", driver: modbusWeightShelf.id, settings: { profile: scale, unit: 1 }, transport: {} }],
    });
    await store.clock.run(11_000);
    expect(most).toBe(1);
    expect(store.readings[0]!.at).toBe(175);
    expect(store.statuses.at(-1)!.status).toMatchObject({ state: "degraded", reason: { code: "timeout" } });
  });

  it("make no number of what lies far beyond a plate's capacity", async () => {
    const bus = scales([1]);
    await using store = await open(bus, { profile: scale, unit: 1, capacity: 1_000 });
    const registers = bus.units.get(1)!.holding!;
    const seen: unknown[] = [];
    for (const value of [1_000, 1_001, 1_501]) {
      registers[1] = value;
      await store.clock.run(store.clock.now() + 100);
      const last = store.readings.at(-1);
      seen.push([...(last!.data as { grams: Float32Array }).grams, ...flags(last)]);
    }
    expect(seen).toEqual([
      [1_000, 0],
      [1_001, 2],
      [Number.NaN, 8],
    ]);
  });
});
