import { describe, expect, it } from "vitest";
import { type OpenedBus, openBus, valueAt, watched } from "../../test/simulator/index.ts";

/** Requests as `function address+count`. */
const wire = ({ simulated }: OpenedBus): string[] =>
  simulated.requests.map(({ pdu }) => `${pdu[0]} ${pdu[1]! * 256 + pdu[2]!}+${pdu[3]! * 256 + pdu[4]!}`);

/** Reads ranges of input registers while the bus is busy, so that they wait together. */
async function readTogether(opened: OpenedBus, ranges: readonly (readonly [number, number])[]) {
  const { bus, clock } = opened;
  const first = watched(bus.readCoils(2, 0, 1));
  const reads = ranges.map(([address, count]) => watched(bus.readInputRegisters(1, address, count)));
  await clock.run(clock.now() + 5_000);
  expect(first.ended).toBe(true);
  return reads;
}

describe("reads of one unit that wait together", () => {
  it("are one read when they touch or overlap, and each gets its own part", async () => {
    const opened = await openBus("tcp");
    const ranges = [
      [10, 5],
      [20, 5],
      [15, 5],
      [8, 4],
      [10, 5],
    ] as const;
    const reads = await readTogether(opened, ranges);
    expect(wire(opened).slice(1)).toEqual(["4 8+17"]);
    ranges.forEach(([address, count], n) => {
      expect(Array.from(reads[n]!.value!)).toEqual(
        Array.from({ length: count }, (_, index) => valueAt(1, "input", address + index)),
      );
    });
    expect(opened.bus.counts.merged).toBe(4);
  });

  it("stay apart when something lies between them, or when they are more than one read may be", async () => {
    const opened = await openBus("tcp");
    await readTogether(opened, [
      [0, 100],
      [101, 10],
      [111, 100],
      [211, 20],
    ]);
    expect(wire(opened).slice(1)).toEqual(["4 0+100", "4 101+110", "4 211+20"]);
  });

  it("are merged in bits, too", async () => {
    const opened = await openBus("tcp");
    void opened.bus.readCoils(2, 500, 1);
    const reads = [
      [3, 7],
      [10, 2],
    ].map(([address, count]) => watched(opened.bus.readDiscreteInputs(1, address!, count!)));
    await opened.clock.run(opened.clock.now() + 100);
    expect(wire(opened).slice(1)).toEqual(["2 3+9"]);
    expect(reads[1]!.value).toEqual([10, 11].map((address) => valueAt(1, "discrete", address) === 1));
  });

  it("never overtake a write, nor another table's read by being merged with it", async () => {
    const opened = await openBus("tcp");
    const { bus, clock } = opened;
    void bus.readCoils(2, 0, 1);
    void bus.readHoldingRegisters(1, 0, 2);
    const before = watched(bus.readHoldingRegisters(1, 2, 1));
    void bus.readInputRegisters(1, 2, 1);
    void bus.writeRegisters(1, 2, Uint16Array.of(4_321));
    const after = watched(bus.readHoldingRegisters(1, 2, 1));
    await clock.run(clock.now() + 100);
    expect(wire(opened).slice(1)).toEqual(["3 0+3", "4 2+1", "6 2+4321", "3 2+1"]);
    expect(before.value?.[0]).toBe(valueAt(1, "holding", 2));
    expect(after.value?.[0]).toBe(4_321);
  });

  it("are asked for one by one, then and later, by a unit that refuses the long read", async () => {
    const opened = await openBus("rtu");
    opened.simulated.unit(1).longestRead = 8;
    const ranges = [
      [0, 8],
      [8, 8],
      [16, 8],
    ] as const;
    const reads = await readTogether(opened, ranges);
    expect(reads.map(({ value }) => value?.[0])).toEqual([0, 8, 16].map((address) => valueAt(1, "input", address)));
    await readTogether(opened, ranges);
    expect(wire(opened).filter((request) => request.startsWith("4"))).toEqual([
      "4 0+24",
      ...["4 0+8", "4 8+8", "4 16+8"],
      ...["4 0+8", "4 8+8", "4 16+8"],
    ]);
  });

  it("fail together when the unit does not answer, and are asked for one by one after that", async () => {
    const opened = await openBus("tcp");
    const usual = opened.simulated.fate;
    opened.simulated.fate = (bytes, request) => (request.unit === 1 ? [] : usual(bytes, request));
    const ranges = [
      [0, 8],
      [8, 8],
    ] as const;
    const reads = await readTogether(opened, ranges);
    expect(reads.map(({ error }) => error?.code)).toEqual(["timeout", "timeout"]);
    opened.simulated.fate = usual;
    await readTogether(opened, ranges);
    expect(wire(opened).filter((request) => request.startsWith("4"))).toEqual(["4 0+16", "4 0+8", "4 8+8"]);
  });

  it("go on for the others when one of them is given up", async () => {
    const opened = await openBus("tcp");
    const { bus, clock } = opened;
    const controller = new AbortController();
    void bus.readCoils(2, 0, 1);
    const given = watched(bus.readInputRegisters(1, 0, 2, controller.signal));
    const kept = watched(bus.readInputRegisters(1, 2, 2));
    // The first is answered now, and these two are on the wire together.
    await clock.run(clock.now() + 1);
    controller.abort();
    await clock.run(clock.now() + 10);
    expect(given.error).toMatchObject({ code: "aborted" });
    expect(kept.value?.[0]).toBe(valueAt(1, "input", 2));
    expect(wire(opened).slice(1)).toEqual(["4 0+4"]);
  });
});
