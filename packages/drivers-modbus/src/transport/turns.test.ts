import { describe, expect, it } from "vitest";
import { openBus, watched } from "../../test/simulator/index.ts";

const order = (simulated: { requests: readonly { unit: number }[] }): number[] =>
  simulated.requests.map(({ unit }) => unit);

describe("the turns of the units on a bus", () => {
  it("go round, however much one unit is asked for", async () => {
    const { bus, clock, simulated } = await openBus("tcp");
    // Not next to each other, so that none is read together with another.
    for (let n = 0; n < 6; n += 1) void bus.readInputRegisters(1, n * 10, 1);
    for (const unit of [2, 3]) for (let n = 0; n < 2; n += 1) void bus.readInputRegisters(unit, n * 10, 1);
    await clock.run(clock.now() + 100);
    expect(order(simulated)).toEqual([1, 1, 2, 3, 1, 2, 3, 1, 1, 1]);
  });

  it("keep what one unit is asked in order", async () => {
    const { bus, clock, simulated } = await openBus("tcp");
    void bus.readInputRegisters(1, 10, 1);
    void bus.writeRegisters(1, 20, Uint16Array.of(1));
    void bus.readCoils(1, 30, 1);
    void bus.writeRegisters(1, 40, Uint16Array.of(1));
    await clock.run(clock.now() + 100);
    expect(simulated.unit(1).heard.map((pdu) => pdu[2])).toEqual([10, 20, 30, 40]);
  });

  it("are refused when 32 requests wait for a unit, or 512 for the bus, and nothing of it is sent", async () => {
    const { bus, clock, simulated } = await openBus("tcp", 32);
    simulated.fate = () => [];
    const full = { code: "modbus-queue-full", category: "device", retryable: true };
    for (let n = 0; n < 33; n += 1) void bus.writeCoils(1, n, [true]);
    await expect(bus.writeCoils(1, 99, [true])).rejects.toMatchObject(full);
    for (let n = 0; n < 480; n += 1) void bus.writeCoils(2 + (n % 30), n, [true]);
    await expect(bus.writeCoils(32, 1, [true])).rejects.toMatchObject(full);
    await clock.settle();
    expect(simulated.requests).toHaveLength(1);
  });

  it.each(["tcp", "rtu-over-tcp"] as const)("leave a dead unit at most a third of a bus over %s", async (mode) => {
    const { bus, clock, simulated, losses } = await openBus(mode, 8);
    simulated.units.delete(3);
    simulated.units.delete(6);
    const answers = new Map<number, number>();
    const poll = async (unit: number): Promise<void> => {
      for (;;) {
        try {
          await bus.readInputRegisters(unit, 0, 40);
          answers.set(unit, (answers.get(unit) ?? 0) + 1);
        } catch (error) {
          if ((error as { code: string }).code === "device-gone") return;
        }
      }
    };
    for (let unit = 1; unit <= 8; unit += 1) void poll(unit);
    const started = clock.now();
    await clock.run(started + 20_000);
    // After 5 s, when both have been found to be silent.
    const later = simulated.requests.filter(({ at }) => at >= started + 5_000);
    const dead = later.filter(({ unit }) => unit === 3 || unit === 6).length;
    expect(dead * 500).toBeLessThanOrEqual(15_000 / 3 + 500);
    // Still asked, every 3 s each.
    expect(dead).toBeGreaterThanOrEqual(9);
    const live = [1, 2, 4, 5, 7, 8].map((unit) => answers.get(unit) ?? 0);
    expect(Math.max(...live) - Math.min(...live)).toBeLessThanOrEqual(1);
    expect(losses).toEqual([]);
    simulated.lose();
    await clock.settle();
  });

  it("hear a unit that comes back within two seconds", async () => {
    const { bus, clock, simulated } = await openBus("tcp", 4);
    const unit = simulated.unit(3);
    simulated.units.delete(3);
    const alive = (async () => {
      for (;;) await bus.readInputRegisters(1, 0, 1);
    })().catch(() => undefined);
    let heardAt = 0;
    const poll = (async () => {
      while (heardAt === 0) {
        await bus.readInputRegisters(3, 0, 1).then(
          () => {
            heardAt = clock.now();
          },
          () => undefined,
        );
      }
    })();
    await clock.run(clock.now() + 30_000);
    const back = clock.now();
    simulated.units.set(3, unit);
    await clock.run(back + 2_000);
    await poll;
    expect(heardAt).toBeGreaterThan(back);
    simulated.lose();
    await alive;
  });

  it("end whatever waits for a unit when it has been silent twice", async () => {
    const { bus, clock, simulated } = await openBus("tcp", 4);
    simulated.units.delete(2);
    const asked = Array.from({ length: 20 }, (_, n) => watched(bus.writeCoils(2, n, [true])));
    await clock.run(clock.now() + 1_100);
    expect(asked.every(({ error }) => error?.code === "timeout")).toBe(true);
    // The two that were sent may have been done; the others certainly were not.
    expect(asked.map(({ error }) => error?.category)).toEqual([
      "transport",
      "transport",
      ...(new Array(18).fill("device") as string[]),
    ]);
    expect(simulated.requests).toHaveLength(2);
  });
});
