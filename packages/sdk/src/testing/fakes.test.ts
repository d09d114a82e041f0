import { firstValueFrom } from "rxjs";
import { describe, expect, it } from "vitest";
import { fakeByteTransport } from "./fake-byte-transport.ts";
import { fakeHidTransport } from "./fake-hid-transport.ts";
import { fakeModbusTransport } from "./fake-modbus-transport.ts";

describe("a fake stream of bytes", () => {
  it("hands on copies, records copies, and can be answered", async () => {
    const line = fakeByteTransport();
    const bytes = Uint8Array.of(1, 2);
    const heard = firstValueFrom(line.bytes$);
    line.feed(bytes);
    line.onWrite = () => {
      throw new RangeError("full");
    };
    await expect(line.write(bytes)).rejects.toThrow("full");
    bytes.fill(9);
    expect([...(await heard)]).toEqual([1, 2]);
    expect(line.writes.map((write) => [...write])).toEqual([[1, 2]]);
  });

  it("breaks for those who listen now, and works for those who listen after", async () => {
    const line = fakeByteTransport();
    const broken = firstValueFrom(line.bytes$);
    line.fail(new RangeError("cut"));
    await expect(broken).rejects.toThrow("cut");
    const again = firstValueFrom(line.bytes$);
    line.feed("x");
    expect([...(await again)]).toEqual([120]);
  });

  it("refuses a write whose signal is aborted", async () => {
    const line = fakeByteTransport();
    await expect(line.write(Uint8Array.of(1), { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(line.writes).toEqual([]);
  });
});

describe("a fake HID device", () => {
  it("sends reports, records what is written, and answers for its features", async () => {
    const device = fakeHidTransport();
    const heard = firstValueFrom(device.reports$);
    device.feed(Uint8Array.of(2, 7));
    await device.write(Uint8Array.of(1));
    device.features.set(3, Uint8Array.of(3, 4, 5));
    expect([...(await heard)]).toEqual([2, 7]);
    expect(device.writes.map((write) => [...write])).toEqual([[1]]);
    expect([...(await device.getFeatureReport(3, 2))]).toEqual([3, 4]);
    await expect(device.getFeatureReport(9, 2)).rejects.toMatchObject({ code: "hid-no-feature" });
  });
});

describe("a fake Modbus bus", () => {
  it("reads and writes what its units hold, and records each request", async () => {
    const bus = fakeModbusTransport({
      1: { holding: { 0: 5, 1: 6 }, input: { 9: 65_535 }, coils: { 0: false }, discrete: { 4: true } },
    });
    await bus.writeRegisters(1, 1, Uint16Array.of(8));
    await bus.writeCoils(1, 0, [true]);
    expect([...(await bus.readHoldingRegisters(1, 0, 2))]).toEqual([5, 8]);
    expect([...(await bus.readInputRegisters(1, 9, 1))]).toEqual([65_535]);
    expect(await bus.readCoils(1, 0, 1)).toEqual([true]);
    expect(await bus.readDiscreteInputs(1, 4, 1)).toEqual([true]);
    expect(bus.requests[0]).toBe("write holding 1:1+1");
  });

  it("answers as real ones do for a unit or address that is not there", async () => {
    const bus = fakeModbusTransport({ 1: { holding: { 0: 5 } } });
    await expect(bus.readHoldingRegisters(2, 0, 1)).rejects.toMatchObject({ code: "timeout" });
    await expect(bus.readHoldingRegisters(1, 0, 2)).rejects.toMatchObject({ code: "modbus-illegal-address" });
    await expect(bus.readCoils(1, 0, 1)).rejects.toMatchObject({ code: "modbus-illegal-address" });
  });
});
