import { describe, expect, it } from "vitest";
import { type Mode, openBus, valueAt, watched } from "../../test/simulator/index.ts";

const modes: readonly Mode[] = ["tcp", "rtu", "rtu-over-tcp"];

describe.each(modes)("a request that is given up, over %s,", (mode) => {
  it("is never sent when it still waits", async () => {
    const { bus, clock, simulated } = await openBus(mode);
    const controller = new AbortController();
    const first = watched(bus.writeCoils(1, 1, [true]));
    const second = watched(bus.writeCoils(1, 2, [true], controller.signal));
    const third = watched(bus.writeCoils(1, 3, [true]));
    controller.abort();
    await clock.settle();
    expect(second.error).toMatchObject({ code: "aborted", category: "device" });
    await clock.run(clock.now() + 1_000);
    expect([first.error, third.error]).toEqual([undefined, undefined]);
    expect(simulated.unit(1).heard.map((pdu) => pdu[2])).toEqual([1, 3]);
    await expect(bus.writeCoils(1, 4, [true], AbortSignal.abort())).rejects.toMatchObject({ code: "aborted" });
  });

  it("ends at once when it is on the wire, and its answer goes to nobody else", async () => {
    const { bus, clock, simulated } = await openBus(mode);
    simulated.fate = (bytes) => [{ after: 50, bytes }];
    const controller = new AbortController();
    const first = watched(bus.readInputRegisters(1, 100, 1, controller.signal));
    await clock.run(clock.now() + 10);
    controller.abort();
    await clock.settle();
    expect(first.error).toMatchObject({ code: "aborted", category: "transport" });
    const second = watched(bus.readInputRegisters(1, 200, 1));
    await clock.run(clock.now() + 200);
    expect(second.value?.[0]).toBe(valueAt(1, "input", 200));
  });

  it("leaves no listener on a signal that lives longer", async () => {
    const { bus, clock } = await openBus(mode);
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    const reads = [1, 2, 9].map((unit) => watched(bus.readInputRegisters(unit, 0, 1, signal)));
    await clock.settle();
    expect(listeners).toBe(3);
    await clock.run(clock.now() + 3_000);
    expect(reads.every(({ ended }) => ended)).toBe(true);
    expect(listeners).toBe(0);
  });
});

describe.each(modes)("an answer that comes too late, over %s,", (mode) => {
  it.each([501, 700, 1_000, 1_400])("goes to nobody, %i ms after it was asked for", async (late) => {
    const { bus, clock, simulated } = await openBus(mode);
    simulated.fate = (bytes) => [{ after: late + (mode === "rtu" ? 30 : 0), bytes }];
    const first = watched(bus.readInputRegisters(1, 100, 3));
    await clock.run(clock.now() + 20);
    // So slow that the late answer comes while another is waited for.
    simulated.fate = (bytes) => [{ after: 300, bytes }];
    // The same number of registers elsewhere: over a serial line nothing but time tells the answers apart.
    const others = [1, 2, 1].map((unit, n) => watched(bus.readInputRegisters(unit, 200 + 10 * n, 3)));
    await clock.run(clock.now() + 3_000);
    expect(first.error).toMatchObject({ code: "timeout" });
    [1, 2, 1].forEach((unit, n) => {
      expect(others[n]?.value?.[0]).toBe(valueAt(unit, "input", 200 + 10 * n));
    });
    expect(bus.counts.droppedBytes).toBeGreaterThan(0);
  });
});

describe("a serial line", () => {
  it("is silent for 3.5 characters between frames, as long as they take at its baud rate", async () => {
    const { bus, clock, simulated } = await openBus("rtu", 2, { baudRate: 9_600, parity: "even" });
    const reads = [1, 2, 1, 2].map((unit, n) => watched(bus.readInputRegisters(unit, n * 10, 1)));
    await clock.run(clock.now() + 500);
    expect(reads.every(({ value }) => value !== undefined)).toBe(true);
    const times = simulated.requests.map(({ at }) => at);
    // 3.5 × 11 bits at 9600 baud are 4.01 ms, and the answer took 1 ms.
    expect(times.map((at) => at - times[0]!)).toEqual([0, 6, 12, 18]);
  });

  it("is not used before what is on it has ended", async () => {
    const { bus, clock, simulated } = await openBus("rtu", 2, { gap: 5 });
    await Promise.all([bus.readInputRegisters(1, 0, 1), clock.run(clock.now() + 500)]);
    const started = clock.now();
    simulated.noise(Uint8Array.of(0x55));
    for (let ms = 4; ms < 40; ms += 4) clock.schedule(ms, () => simulated.noise(Uint8Array.of(0x55)));
    void bus.readInputRegisters(2, 0, 1);
    await clock.run(started + 100);
    expect(simulated.requests[1]!.at).toBe(started + 36 + 5);
  });

  it("that never falls silent is used all the same in the end, so that every request ends", async () => {
    const { bus, clock, simulated } = await openBus("rtu", 2, { gap: 5 });
    await Promise.all([bus.readInputRegisters(1, 0, 1), clock.run(clock.now() + 1)]);
    const babble = (): void => {
      simulated.noise(Uint8Array.of(0x55));
      clock.schedule(2, babble);
    };
    babble();
    const read = watched(bus.readInputRegisters(2, 0, 1));
    await clock.run(clock.now() + 1_500);
    expect(read.value?.[0]).toBe(valueAt(2, "input", 0));
  });

  it("gives a unit the time that its bytes take beside its own", async () => {
    const { bus, clock, simulated } = await openBus("rtu", 1, { baudRate: 1_200, timeout: 100 });
    // 8 bytes there and 255 back at 1200 baud, 10 bits each: 2192 ms.
    simulated.fate = (bytes) => [{ after: 2_250, bytes }];
    const read = watched(bus.readInputRegisters(1, 0, 125));
    await clock.run(clock.now() + 2_300);
    expect(read.value).toHaveLength(125);
  });

  it("lets a unit be asked again at once when its answer came broken", async () => {
    const { bus, clock, simulated } = await openBus("rtu", 1);
    const usual = simulated.fate;
    simulated.fate = (bytes) => [{ after: 5, bytes: bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte)) }];
    const first = watched(bus.readInputRegisters(1, 0, 2));
    await clock.run(clock.now() + 520);
    expect(first.error).toMatchObject({ code: "timeout" });
    simulated.fate = usual;
    const second = watched(bus.readInputRegisters(1, 0, 2));
    await clock.run(clock.now() + 10);
    expect(second.value).toHaveLength(2);
  });
});
