import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../time/random.ts";
import { VirtualClock } from "../../time/virtual-clock.ts";
import { fakeByteTransport } from "../fake-byte-transport.ts";
import type { FaultPlan } from "./fault-plan.ts";
import { faultyTransport } from "./faulty-transport.ts";

/** What comes out of a line with this plan when chunks go in, one every 10 ms. */
async function send(plan: FaultPlan, chunks: readonly Uint8Array[], seed = 1) {
  const clock = new VirtualClock(0);
  const line = fakeByteTransport();
  const faulty = faultyTransport(line, plan, { clock, random: seededRandom(seed) });
  const out: { readonly at: number; readonly bytes: readonly number[] }[] = [];
  let error: unknown;
  const subscription = faulty.bytes$.subscribe({
    next: (bytes) => out.push({ at: clock.now(), bytes: [...bytes] }),
    error: (thrown: unknown) => {
      error = thrown;
    },
  });
  for (const chunk of chunks) {
    line.feed(chunk);
    await clock.run(clock.now() + 10);
  }
  await clock.run(clock.now() + 60_000);
  subscription.unsubscribe();
  return { out, error, faults: faulty.faults, bytes: out.flatMap(({ bytes }) => bytes), left: clock.nextTimerAt() };
}

const two = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];

describe("a transport with faults", () => {
  it("carries what it is given when no fault is planned", async () => {
    const { out } = await send({}, two);
    expect(out.map(({ bytes }) => bytes)).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it.each<[FaultPlan, (result: Awaited<ReturnType<typeof send>>) => void]>([
    [{ split: 1 }, ({ out, bytes }) => expect([out.length, bytes]).toEqual([4, [1, 2, 3, 4, 5]])],
    [{ merge: 1 }, ({ out }) => expect(out).toEqual([{ at: 30, bytes: [1, 2, 3, 4, 5] }])],
    [{ drop: 1 }, ({ out }) => expect(out).toEqual([])],
    [{ duplicate: 1 }, ({ bytes }) => expect(bytes).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 4, 5])],
    [{ garbage: 1 }, ({ bytes }) => expect(bytes.length).toBeGreaterThan(6)],
    [{ halfOpen: 1 }, ({ out, error, faults }) => expect([out, error, faults.halfOpen]).toEqual([[], undefined, 1])],
    [{ disconnect: 1 }, ({ error }) => expect(error).toMatchObject({ code: "device-gone" })],
    [{ delay: 1, delayMs: 500 }, ({ out, bytes }) => expect([out[0]!.at > 0, bytes]).toEqual([true, [1, 2, 3, 4, 5]])],
  ])("does %j", async (plan, look) => {
    look(await send(plan, two));
  });

  it("never changes the order or a byte by cutting, joining and delaying, and leaves no timer", async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 30 }), fc.integer(), async (chunks, seed) => {
        const { bytes, left } = await send({ split: 0.5, merge: 0.4, delay: 0.5 }, chunks, seed);
        expect(bytes).toEqual(chunks.flatMap((each) => [...each]));
        expect(left).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("does the same again with the same seed, and something else with another", async () => {
    const plan = { split: 0.3, merge: 0.3, drop: 0.2, duplicate: 0.2, garbage: 0.3, delay: 0.3 };
    const chunks = Array.from({ length: 50 }, (_, index) => Uint8Array.of(index, index));
    const [first, again, other] = [
      await send(plan, chunks, 7),
      await send(plan, chunks, 7),
      await send(plan, chunks, 8),
    ];
    expect(again).toEqual(first);
    expect(other.bytes).not.toEqual(first.bytes);
  });

  it("lets go of its timers when nobody listens any more", () => {
    const clock = new VirtualClock(0);
    const line = fakeByteTransport();
    const faulty = faultyTransport(line, { merge: 1, delay: 1 }, { clock, random: seededRandom(1) });
    const subscription = faulty.bytes$.subscribe();
    line.feed("x");
    expect(clock.nextTimerAt()).toBeDefined();
    subscription.unsubscribe();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("writes slowly, but not beyond the signal", async () => {
    const clock = new VirtualClock(0);
    const line = fakeByteTransport();
    const faulty = faultyTransport(line, { slowWrite: 1 }, { clock, random: seededRandom(1) });
    const slow = faulty.write(Uint8Array.of(1));
    expect(line.writes).toEqual([]);
    await clock.run(1_000);
    await slow;
    expect(line.writes).toHaveLength(1);
    const abort = new AbortController();
    const given = faulty.write(Uint8Array.of(2), { signal: abort.signal });
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: "aborted" });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("refuses a chance that is none", () => {
    const sources = { clock: new VirtualClock(0), random: seededRandom(1) };
    expect(() => faultyTransport(fakeByteTransport(), { drop: 2 }, sources)).toThrow(
      expect.objectContaining({ code: "settings-invalid" }),
    );
  });
});
