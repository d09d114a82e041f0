import { describe, expect, it } from "vitest";
import { type Mode, openBus, slowCrc, valueAt, watched } from "../../test/simulator/index.ts";
import type { ModbusTable } from "./request.ts";

const modes: readonly Mode[] = ["tcp", "rtu", "rtu-over-tcp"];
const values = (unit: number, table: ModbusTable, address: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => valueAt(unit, table, address + index));

describe.each(modes)("a modbus bus over %s", (mode) => {
  it("reads the four tables of a unit, up to the most that one request may", async () => {
    const { bus, clock } = await openBus(mode);
    const reads = [
      watched(bus.readHoldingRegisters(1, 0, 125)),
      watched(bus.readInputRegisters(2, 7, 1)),
      watched(bus.readCoils(3, 3, 2_000)),
      watched(bus.readDiscreteInputs(4, 100, 13)),
    ];
    await clock.run(clock.now() + 5_000);
    expect(Array.from(reads[0]!.value as Uint16Array)).toEqual(values(1, "holding", 0, 125));
    expect(Array.from(reads[1]!.value as Uint16Array)).toEqual(values(2, "input", 7, 1));
    expect(reads[3]!.value).toEqual(values(4, "discrete", 100, 13).map(Boolean));
    expect(reads[2]!.value).toEqual(values(3, "coils", 3, 2_000).map(Boolean));
  });

  it("writes one value with functions 5 and 6, and several with 15 and 16", async () => {
    const { bus, clock, simulated } = await openBus(mode);
    const writes = [
      watched(bus.writeRegisters(1, 10, Uint16Array.of(0xabcd))),
      watched(bus.writeRegisters(1, 20, Uint16Array.of(1, 65_535, 3))),
      watched(bus.writeCoils(1, 5, [true])),
      watched(bus.writeCoils(1, 6, [true, false, true, true, false, false, true, true, true, false])),
    ];
    await clock.run(clock.now() + 1_000);
    expect(writes.map(({ ended, error }) => [ended, error])).toEqual(new Array(4).fill([true, undefined]));
    const unit = simulated.unit(1);
    expect(unit.heard.map((pdu) => pdu[0])).toEqual([6, 16, 5, 15]);
    expect(Object.fromEntries(unit.written)).toMatchObject({
      "holding 10": 0xabcd,
      "holding 20": 1,
      "holding 21": 65_535,
      "holding 22": 3,
      "coils 5": 1,
      "coils 6": 1,
      "coils 7": 0,
      "coils 14": 1,
      "coils 15": 0,
    });
  });

  it("waits for an answer as long as its timeout says, and then says what was asked of whom", async () => {
    const { bus, clock, simulated } = await openBus(mode, 4, { timeout: 200 });
    simulated.fate = () => [];
    const read = watched(bus.readInputRegisters(3, 4, 40));
    await clock.run(clock.now() + 199);
    expect(read.ended).toBe(false);
    await clock.run(clock.now() + 60);
    expect(read.error).toMatchObject({
      code: "timeout",
      category: "transport",
      retryable: true,
      message: expect.stringContaining("read input registers 4 to 43 of unit 3"),
    });
  });

  it("ends everything at once when it is closed, and leaves no timer, listener or connection", async () => {
    const { bus, clock, opened, simulated, losses } = await openBus(mode);
    simulated.fate = () => [];
    simulated.noise(Uint8Array.of(1, 2, 3));
    await clock.run(clock.now() + 10);
    const write = watched(bus.writeCoils(1, 0, [true]));
    const waiting = watched(bus.writeCoils(2, 0, [true]));
    const { signal } = new AbortController();
    const read = watched(bus.readCoils(3, 0, 1, signal));
    await opened.close();
    await opened.close();
    await clock.settle();
    expect(write.error).toMatchObject({ code: "device-gone", category: "transport" });
    // Never sent, so certainly not done.
    expect(waiting.error).toMatchObject({ code: "device-gone", category: "device" });
    expect(read.error).toMatchObject({ code: "device-gone" });
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(simulated.open).toBe(0);
    expect(losses).toEqual([]);
    await expect(bus.readCoils(1, 0, 1)).rejects.toMatchObject({ code: "device-gone" });
  });

  it.each([
    ["ends", undefined, "device-gone"],
    ["breaks", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "device-gone"],
    ["throws what is no error", "kaput", "driver-bug"],
  ])("ends everything at once and says so when its line %s", async (_, error, code) => {
    const { bus, clock, simulated, losses } = await openBus(mode);
    simulated.fate = () => [];
    const reads = [1, 1, 2, 3].map((unit) => watched(bus.readInputRegisters(unit, 0, 1)));
    simulated.lose(error);
    await clock.settle();
    for (const read of reads) expect(read.error).toMatchObject({ code });
    expect(losses).toMatchObject([{ code }]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is lost when its line only says so on the side", async () => {
    const { clock, simulated, losses } = await openBus(mode);
    simulated.loseQuietly();
    await clock.settle();
    expect(losses).toMatchObject([{ code: "device-gone" }]);
  });

  it("is lost when nothing can be written", async () => {
    const { bus, clock, simulated, losses } = await openBus(mode);
    simulated.writeError = Object.assign(new Error("write"), { code: "EPIPE" });
    const read = watched(bus.readInputRegisters(1, 0, 1));
    await clock.settle();
    expect(read.error).toMatchObject({ code: "device-gone" });
    expect(losses).toHaveLength(1);
  });

  it("sends no request that Modbus cannot carry", async () => {
    const { bus, simulated } = await openBus(mode);
    const wrong = [
      bus.readInputRegisters(256, 0, 1),
      bus.readInputRegisters(1.5, 0, 1),
      bus.readInputRegisters(1, -1, 1),
      bus.readInputRegisters(1, 0, 0),
      bus.readInputRegisters(1, 0, 126),
      bus.readInputRegisters(1, 65_530, 7),
      bus.readCoils(1, 0, 2_001),
      bus.writeRegisters(1, 0, new Uint16Array(124)),
      bus.writeRegisters(1, 0, [70_000] as unknown as Uint16Array),
      bus.writeCoils(1, 0, []),
    ];
    for (const asked of wrong)
      await expect(asked).rejects.toMatchObject({ code: "modbus-request-invalid", category: "usage" });
    expect(simulated.requests).toEqual([]);
  });

  it("ends no process when a driver forgets to await a request that fails", async () => {
    const { bus, opened, clock } = await openBus(mode);
    // An unhandled rejection would fail the whole run of tests.
    void bus.readInputRegisters(1, 0, 1);
    void bus.readInputRegisters(1, 0, 0);
    await opened.close();
    await clock.settle();
  });
});

describe("the addresses of units", () => {
  it("go up to 247 on a serial line, where 0 is everybody, and up to 255 over TCP", async () => {
    const serial = await openBus("rtu");
    await expect(serial.bus.readCoils(0, 0, 1)).rejects.toMatchObject({ code: "modbus-request-invalid" });
    await expect(serial.bus.readCoils(248, 0, 1)).rejects.toMatchObject({ code: "modbus-request-invalid" });
    const { bus, simulated, clock } = await openBus("tcp");
    void bus.readCoils(255, 0, 1);
    await clock.settle();
    expect(simulated.requests).toHaveLength(1);
  });
});

describe("the checksum", () => {
  it("is that of the standard's own example", () => {
    // Modbus over Serial Line v1.02, section 6.2.2: 02 07 gives 41 12.
    expect(slowCrc(Uint8Array.of(2, 7))).toBe(0x1241);
  });
});
