import { expect, it } from "vitest";
import { openBus } from "../../test/simulator/index.ts";

const ask = (bus: Awaited<ReturnType<typeof openBus>>["bus"], unit: number): void => {
  void bus.readInputRegisters(unit, 0, 1);
};

it.each(["tcp", "rtu-over-tcp"] as const)(
  "a connection over %s on which nobody answers for 2 s is lost",
  async (mode) => {
    const { bus, clock, simulated, losses } = await openBus(mode, 4);
    ask(bus, 1);
    await clock.run(clock.now() + 100);
    simulated.fate = () => [];
    const started = clock.now();
    for (const unit of [1, 2, 3, 4]) ask(bus, unit);
    await clock.run(started + 1_900);
    expect(losses).toEqual([]);
    await clock.run(started + 2_100);
    expect(losses).toMatchObject([{ code: "timeout", message: expect.stringContaining("half-open") }]);
    await expect(bus.readCoils(1, 0, 1)).rejects.toMatchObject({ code: "timeout" });
    expect(clock.nextTimerAt()).toBeUndefined();
  },
);

it("a connection on which one unit is dead and another answers is not lost", async () => {
  const { bus, clock, simulated, losses } = await openBus("tcp", 2);
  simulated.units.delete(1);
  for (let round = 0; round < 20; round += 1) {
    ask(bus, 1);
    ask(bus, 2);
    await clock.run(clock.now() + 1_000);
  }
  expect(losses).toEqual([]);
});

it("a connection whose gateway says that units do not answer is not lost, but those units get a smaller share", async () => {
  const { bus, clock, simulated, losses } = await openBus("tcp", 1);
  simulated.unit(1).exception = 11;
  for (let round = 0; round < 100; round += 1) {
    ask(bus, 1);
    await clock.run(clock.now() + 100);
  }
  expect(losses).toEqual([]);
  expect(simulated.requests.length).toBeLessThan(15);
});

it("a serial port is not lost because nobody answers on it: that it is there is seen otherwise", async () => {
  const { bus, clock, simulated, losses } = await openBus("rtu", 4);
  simulated.fate = () => [];
  for (let round = 0; round < 10; round += 1) {
    for (const unit of [1, 2, 3, 4]) ask(bus, unit);
    await clock.run(clock.now() + 2_000);
  }
  expect(losses).toEqual([]);
});
