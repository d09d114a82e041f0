import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientOf } from "../wire/client.fixture.ts";
import type { ModbusUnit } from "../wire/devices.ts";
import { crc16, withCrc } from "./crc.ts";
import { modbusRtuServer } from "./rtu-server.ts";
import { modbusTcpServer } from "./tcp-server.ts";

/** A unit whose every register holds its number, and which remembers what is written. */
function numberedUnit(number: number): ModbusUnit & { readonly written: number[] } {
  const written: number[] = [];
  return {
    written,
    read: (_table, _address, count) => new Array<number>(count).fill(number),
    write: (_table, _address, values) => written.push(...values),
  };
}

const one = numberedUnit(0x0101);
const seven = numberedUnit(0x0707);
const units = new Map([
  [1, one],
  [7, seven],
]);
const readOf = (unit: number, transaction = 5): number[] => [0, transaction, 0, 0, 0, 6, unit, 3, 0, 0, 0, 1];
const answerOf = (unit: number, transaction = 5): number[] => [0, transaction, 0, 0, 0, 5, unit, 3, 2, unit, unit];
const rtuRead = (unit: number): Uint8Array => withCrc(Uint8Array.of(unit, 3, 0, 0, 0, 1));
const rtuAnswer = (unit: number): number[] => [...withCrc(Uint8Array.of(unit, 3, 2, unit, unit))];

describe("a Modbus TCP server", () => {
  it("answers each unit's requests with their transaction, in order, however they are cut", () => {
    const server = modbusTcpServer(units);
    const client = clientOf(server);
    const requests = [...readOf(1, 1), ...readOf(7, 2), ...readOf(1, 3)];
    const answers = [...answerOf(1, 1), ...answerOf(7, 2), ...answerOf(1, 3)];
    client.send(requests);
    expect(client.take()).toEqual(answers);
    for (const byte of requests) client.send([byte]);
    expect(client.take()).toEqual(answers);
    expect(server.counters).toMatchObject({ requests: 6, answers: 6, exceptions: 0, damaged: 0 });
  });

  it("answers for a unit that is not there with exception 11", () => {
    const server = modbusTcpServer(units);
    const client = clientOf(server);
    client.send(readOf(9));
    expect(client.take()).toEqual([0, 5, 0, 0, 0, 3, 9, 0x83, 11]);
    expect(server.counters).toMatchObject({ strangers: 1, exceptions: 1 });
  });

  it.each([
    ["another protocol", [0, 1, 0, 1, 0, 6, 1, 3, 0, 0, 0, 1]],
    ["no function", [0, 1, 0, 0, 0, 1, 1]],
    ["more than a frame holds", [0, 1, 0, 0, 0, 255, 1]],
  ])("hangs up on a header with %s and hears nothing more", (_, header) => {
    const server = modbusTcpServer(units);
    const client = clientOf(server);
    client.send(header);
    client.send(readOf(1));
    expect([client.hungUp, client.take(), server.counters.damaged]).toEqual([true, [], 1]);
  });

  it("never throws and answers no more than it was asked, whatever comes", () => {
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(readOf(1), readOf(7), readOf(200)).map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const server = modbusTcpServer(units);
        const client = clientOf(server);
        for (const bytes of frames) client.send(bytes);
        const { requests, answers, exceptions } = server.counters;
        expect(answers + exceptions).toBe(requests);
        client.close();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a Modbus RTU server", () => {
  const serve = () => {
    const clock = new VirtualClock(0);
    const server = modbusRtuServer(units, { clock });
    return { clock, server, client: clientOf(server) };
  };

  it("has the checksum of the standard's example", () => {
    expect(crc16(Uint8Array.of(0x02, 0x07))).toBe(0x1241);
  });

  it("answers each unit at once, however its request is cut, and two in one lump", () => {
    const { clock, client } = serve();
    client.send(rtuRead(1));
    expect(client.take()).toEqual(rtuAnswer(1));
    for (const byte of rtuRead(7)) {
      client.send([byte]);
      clock.advanceTo(clock.now() + 10);
    }
    expect(client.take()).toEqual(rtuAnswer(7));
    client.send([...rtuRead(1), ...rtuRead(7)]);
    expect(client.take()).toEqual([...rtuAnswer(1), ...rtuAnswer(7)]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is silent for a unit that is not there", () => {
    const { server, client } = serve();
    client.send(rtuRead(9));
    expect([client.take(), server.counters.strangers]).toEqual([[], 1]);
  });

  it("lets every unit carry out a broadcast, and answers none", () => {
    const { server, client } = serve();
    client.send(withCrc(Uint8Array.of(0, 6, 0, 0, 0x12, 0x34)));
    client.send(rtuRead(0));
    expect([one.written.at(-1), seven.written.at(-1)]).toEqual([0x1234, 0x1234]);
    expect([client.take(), server.counters.broadcasts]).toEqual([[], 1]);
  });

  it("answers a function that it does not have with exception 1, once there is silence", () => {
    const { clock, client } = serve();
    client.send(withCrc(Uint8Array.of(1, 43, 14, 1, 0)));
    expect(client.take()).toEqual([]);
    clock.advanceTo(50);
    expect(client.take()).toEqual([...withCrc(Uint8Array.of(1, 0x80 | 43, 1))]);
  });

  it("passes over a damaged frame and what follows it until there is silence, then answers the next", () => {
    const { clock, server, client } = serve();
    const damaged = rtuRead(1).map((byte, at) => (at === 3 ? byte ^ 1 : byte));
    client.send([...damaged, ...rtuRead(1)]);
    clock.advanceTo(50);
    expect([client.take(), server.counters]).toMatchObject([[], { requests: 0, damaged: 1 }]);
    client.send(rtuRead(1).slice(0, 5));
    clock.advanceTo(100);
    client.send(rtuRead(1));
    expect([client.take(), server.counters.damaged]).toEqual([rtuAnswer(1), 2]);
  });

  it("carries out nothing without a right checksum, never throws, and answers the second frame after any noise", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), (noise) => {
        const { clock, server, client } = serve();
        for (const bytes of noise) client.send(bytes);
        expect(server.counters.requests).toBe(0);
        client.send(rtuRead(1));
        clock.advanceTo(clock.now() + 50);
        client.take();
        client.send(rtuRead(7));
        expect(client.take()).toEqual(rtuAnswer(7));
        expect(clock.nextTimerAt()).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves no timer when the line is closed in the middle of a frame", () => {
    const { clock, client } = serve();
    client.send([1, 3]);
    client.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});
