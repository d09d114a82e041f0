import { seededRandom } from "@aisle/sdk";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Fate } from "../../test/simulator/bus.ts";
import { firstIllegalAddress, type Mode, openBus, valueAt, watched } from "../../test/simulator/index.ts";
import type { ModbusTable } from "./request.ts";

const timeout = 200;
const allowed = new Set(["timeout", "aborted", "modbus-illegal-address"]);

/** What may become of an answer: lost, late, split, double, among noise, and over a serial line also broken. */
function faults(mode: Mode, random: () => number): Fate {
  const some = (most: number): number => Math.floor(random() * most);
  const noise = (): Uint8Array => Uint8Array.from({ length: 1 + some(30) }, () => some(256));
  return (bytes) => {
    const after = some(40);
    const chance = some(100);
    if (chance < 6) return [];
    // As late as can be told: after a time-out the transport waits 1 s, on a serial port twice as long as for an answer.
    if (chance < 12) return [{ after: timeout + 20 + some(mode === "rtu" ? 2 * timeout - 40 : 900), bytes }];
    if (chance < 24) {
      const cut = some(bytes.length);
      return [
        { after, bytes: bytes.subarray(0, cut) },
        { after: after + some(20), bytes: bytes.subarray(cut) },
      ];
    }
    // Twice: over TCP at any time, on a serial line at once.
    if (chance < 30)
      return [
        { after, bytes },
        { after: mode === "tcp" ? after + some(400) : after, bytes, apart: mode === "tcp" },
      ];
    if (chance < 36)
      return [
        { after, bytes: noise() },
        { after, bytes },
      ];
    if (chance < 40) return [{ after, bytes: Uint8Array.of(...noise(), ...bytes, ...noise()) }];
    if (chance < 44 && mode !== "tcp") {
      const hit = some(bytes.length);
      return [{ after, bytes: bytes.map((byte, at) => (at === hit ? byte ^ (1 << some(8)) : byte)) }];
    }
    return [{ after, bytes }];
  };
}

it.each<Mode>(["tcp", "rtu", "rtu-over-tcp"])(
  "whatever happens on a bus of 32 units over %s, every answer belongs to its request and every request ends",
  async (mode) => {
    let answers = 0;
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed);
        const some = (most: number): number => Math.floor(random() * most);
        const { bus, clock, simulated, opened, losses } = await openBus(mode, 32, { timeout });
        simulated.fate = faults(mode, random);
        const reads = { holding: bus.readHoldingRegisters, input: bus.readInputRegisters };
        const started = clock.now();
        const asked: {
          unit: number;
          table: ModbusTable;
          address: number;
          seen: ReturnType<typeof watched<unknown>>;
        }[] = [];
        for (let n = 0; n < 250; n += 1) {
          clock.schedule(some(8_000), () => {
            const unit = 1 + some(32);
            const table = random() < 0.5 ? "holding" : "input";
            // Few lengths and places, so that answers look alike, and some that the unit refuses.
            const address = random() < 0.1 ? firstIllegalAddress + some(10) : some(20) * 7;
            const count = 1 + some(2);
            const controller = new AbortController();
            if (random() < 0.1) clock.schedule(some(500), () => controller.abort());
            const seen = watched<unknown>(reads[table](unit, address, count, controller.signal));
            asked.push({ unit, table, address, seen });
          });
        }
        await clock.run(started + 120_000);
        expect(losses).toEqual([]);
        expect(asked).toHaveLength(250);
        for (const { unit, table, address, seen } of asked) {
          expect(seen.ended).toBe(true);
          if (seen.error !== undefined) {
            failures += 1;
            expect(allowed).toContain(seen.error.code);
            if (seen.error.code === "modbus-illegal-address")
              expect(address).toBeGreaterThanOrEqual(firstIllegalAddress);
            continue;
          }
          answers += 1;
          const values = Array.from(seen.value as Uint16Array);
          expect(values).toEqual(values.map((_, index) => valueAt(unit, table, address + index)));
        }
        expect(simulated.garbled).toEqual([]);
        await opened.close();
        expect(clock.nextTimerAt()).toBeUndefined();
      }),
      { numRuns: 12 },
    );
    // Both really happen.
    expect(answers).toBeGreaterThan(1_200);
    expect(failures).toBeGreaterThan(100);
  },
);
