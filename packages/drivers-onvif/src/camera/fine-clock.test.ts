import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fineClock } from "./fine-clock.ts";

/** Asks a camera whose clock is off by `offset` and whose answers take `delay`; gives the hub's estimate and the questions. */
async function ask(offset: number, delay: number, calls = 1) {
  const clock = new VirtualClock(1_767_225_600_123);
  let questions = 0;
  const read = fineClock(async () => {
    questions += 1;
    await passed(clock, delay / 2);
    const seconds = Math.floor((clock.now() + offset) / 1_000) * 1_000;
    await passed(clock, delay / 2);
    return seconds;
  }, clock);
  const estimates: number[] = [];
  const perCall: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const from = clock.now();
    const before = questions;
    const answer = read(new AbortController().signal);
    const told = await settle(clock, answer);
    estimates.push(told - (from + clock.now()) / 2);
    perCall.push(questions - before);
  }
  return { estimates, perCall };
}

const passed = (clock: VirtualClock, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.schedule(ms, resolve));

async function settle<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  const state = { over: false };
  void work.finally(() => {
    state.over = true;
  });
  while (!state.over) {
    await clock.settle();
    clock.advanceTo(clock.nextTimerAt() ?? clock.now());
  }
  return work;
}

describe("the clock of a camera that tells whole seconds", () => {
  it("is read to a few hundredths of a second, wherever its second begins", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 2, max: 40 }),
        async (offset, delay) => {
          const { estimates } = await ask(offset, delay);
          expect(Math.abs((estimates[0] ?? Number.NaN) - offset)).toBeLessThanOrEqual(delay + 40);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is asked once from then on, as long as the answers agree", async () => {
    const { estimates, perCall } = await ask(37_250, 10, 4);
    expect(perCall[0]).toBeGreaterThan(1);
    expect(perCall.slice(1)).toEqual([1, 1, 1]);
    for (const estimate of estimates) expect(Math.abs(estimate - 37_250)).toBeLessThan(40);
  });

  it("is known to half a second where it answers too slowly", async () => {
    const { estimates } = await ask(-4_000, 700);
    expect(Math.abs((estimates[0] ?? Number.NaN) + 4_000)).toBeLessThanOrEqual(900);
  });
});
