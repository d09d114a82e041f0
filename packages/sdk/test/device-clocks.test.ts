import { type DriverReading, defineDriver, VirtualClock } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const start = 1_700_000_000_000;

/** A gate with a clock of its own, which takes a while to answer for it. */
async function open(takes = 0) {
  const gate = { error: 0, takes, asked: [] as number[], fails: false };
  let readings = new Subject<DriverReading<"turnstile">>();
  const driver = defineDriver({
    id: "clocked",
    kind: "turnstile",
    transport: "none",
    settings: z.strictObject({}),
    liveness: "unwatched",
    open: ({ clock }) => {
      readings = new Subject();
      return {
        readings,
        readClock: async () => {
          gate.asked.push(clock.now() - start);
          await new Promise<void>((resolve) => {
            clock.schedule(gate.takes / 2, resolve);
          });
          if (gate.fails) throw new RangeError("no clock");
          const now = clock.now() + gate.error;
          await new Promise<void>((resolve) => {
            clock.schedule(gate.takes / 2, resolve);
          });
          return now;
        },
      };
    },
  });
  const store = await testHub(
    { drivers: [driver], devices: [{ id: "g", driver: "clocked" }], random: () => 0.5 },
    new VirtualClock(start),
  );
  const { clock } = store;
  const go = (ms: number): Promise<void> => clock.run(start + ms);
  /** A reading of this very moment, by the device's clock. */
  const say = (): void => {
    readings.next({ type: "counters", at: clock.now() + gate.error, data: { in: 1, out: 1 } });
  };
  const errors = (): number[] => store.readings.map(({ at, receivedAt }) => at - receivedAt);
  return { ...store, gate, go, say, errors, end: () => readings.complete() };
}

describe("a device that tells its time", () => {
  it("is asked four times a second apart and then every minute, and its readings are on the store's clock", async () => {
    const { gate, go, say, errors, hub, clock } = await open(80);
    gate.error = 86_400_000 * 3;
    await go(200_000);
    expect(gate.asked.slice(0, 5)).toEqual([0, 1_080, 2_160, 3_240, 63_320]);
    say();
    expect(errors()).toEqual([0]);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is asked again a second after a reading that cannot be right, as after a reboot", async () => {
    const { gate, go, say, errors, hub } = await open();
    await go(10_000);
    gate.error = -1_700_000_000_000;
    say();
    await go(10_500);
    say();
    await go(11_000);
    say();
    expect(gate.asked.at(-1)).toBe(11_000);
    expect(errors()).toEqual([0, 0, 0]);
    await hub.close();
  });

  it("goes on being asked after it failed to answer, and over every new connection", async () => {
    const { gate, go, hub, end, clock } = await open();
    gate.fails = true;
    await go(3_500);
    gate.fails = false;
    end();
    await go(120_000);
    expect(gate.asked.slice(0, 7)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000]);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});
