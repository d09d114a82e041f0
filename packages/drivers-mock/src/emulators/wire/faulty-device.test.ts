import { seededRandom, VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { echoDevice } from "./echo-device.fixture.ts";
import { wireFaults } from "./fault-kinds.ts";
import { faultyDevice } from "./faulty-device.ts";

function wired(seed = 1) {
  const clock = new VirtualClock(0);
  const device = echoDevice();
  const wire = faultyDevice(device, { clock, random: seededRandom(seed) });
  const chunks: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let hungUp = 0;
  const connect = () => {
    const made: { connection?: ReturnType<typeof wire.connect> } = {};
    const line = {
      send: (bytes: Uint8Array) => chunks.push({ at: clock.now(), bytes: bytes.slice() }),
      hangUp: () => {
        hungUp += 1;
        // As a wire does: the connection is gone.
        made.connection?.close();
      },
    };
    const connection = wire.connect(line);
    made.connection = connection;
    return connection;
  };
  const got = (): string => Buffer.concat(chunks.map(({ bytes }) => bytes)).toString("latin1");
  return { clock, device, wire, chunks, connect, got, hungUp: () => hungUp };
}

describe("a wire that can be made faulty", () => {
  it("changes nothing while it is well", () => {
    const { device, connect, got, wire, clock } = wired();
    connect().receive(Buffer.from("hello"));
    device.say("!");
    expect([device.heard, got(), wire.fault, clock.nextTimerAt()]).toEqual([["hello"], "hello!", undefined, undefined]);
  });

  it("hangs up and refuses while it is unplugged, and takes connections again afterwards", () => {
    const { clock, device, wire, connect, hungUp, got } = wired();
    connect();
    wire.set("unplug", { forMs: 1_000 });
    expect([hungUp(), device.counts]).toEqual([1, { came: 1, went: 1 }]);
    connect();
    expect([hungUp(), device.counts.came, wire.counters]).toMatchObject([2, 1, { hungUp: 1, refused: 1 }]);
    clock.advanceTo(1_000);
    expect(wire.fault).toBeUndefined();
    connect();
    device.say("back");
    expect(got()).toBe("back");
  });

  it("swallows both ways while it is half-open, stays connected and counts what it swallowed", () => {
    const { device, wire, connect, got, hungUp } = wired();
    const connection = connect();
    wire.set("half-open");
    device.say("nobody hears");
    connection.receive(Buffer.from("abc"));
    expect([device.heard, got(), hungUp()]).toEqual([[], "", 0]);
    expect(wire.counters).toMatchObject({
      swallowedOut: { chunks: 1, bytes: 12 },
      swallowedIn: { chunks: 1, bytes: 3 },
    });
    wire.set(undefined);
    connection.receive(Buffer.from("d"));
    expect(got()).toBe("d");
  });

  it("puts noise before what the device says and leaves that whole", () => {
    const { device, wire, connect, chunks, got } = wired();
    connect();
    wire.set("noise");
    for (let index = 0; index < 20; index += 1) device.say("frame");
    expect(got().split("frame")).toHaveLength(21);
    expect(wire.counters.noise.chunks).toBe(20);
    expect(got().length).toBe(100 + wire.counters.noise.bytes);
    expect(chunks.every(({ bytes }) => bytes.length <= 16)).toBe(true);
  });

  it("loses some chunks when it drops, and counts each", () => {
    const { device, wire, connect, chunks } = wired();
    connect();
    wire.set("drop", { chance: 0.5 });
    for (let index = 0; index < 100; index += 1) device.say("x");
    expect(chunks.length).toBe(100 - wire.counters.dropped.chunks);
    expect(wire.counters.dropped.chunks).toBeGreaterThan(20);
    expect(chunks.length).toBeGreaterThan(20);
  });

  it("is late, and hangs up only after what the device said before", () => {
    const { clock, device, wire, connect, chunks, hungUp } = wired();
    connect();
    wire.set("slow", { ms: 500 });
    device.say("late");
    for (const line of device.lines) line.hangUp();
    clock.advanceTo(499);
    expect([chunks.length, hungUp()]).toEqual([0, 0]);
    clock.advanceTo(500);
    expect([chunks.length, hungUp(), device.counts.went]).toEqual([1, 1, 1]);
    expect(wire.counters.delayed).toEqual({ chunks: 1, bytes: 4 });
  });

  it("cuts off, counted, what is under way when the connection ends, and leaves no timer", () => {
    const { clock, device, wire, connect, chunks } = wired();
    const connection = connect();
    wire.set("slow");
    device.say("late");
    connection.close();
    connection.close();
    expect([clock.nextTimerAt(), wire.counters.cutOff, device.counts.went]).toEqual([
      undefined,
      { chunks: 1, bytes: 4 },
      1,
    ]);
    clock.advanceTo(10_000);
    expect(chunks).toEqual([]);
  });

  it("never changes the order or the bytes of what gets through, whatever fault follows which", () => {
    const step = fc.record({
      fault: fc.constantFrom(undefined, ...wireFaults.filter((fault) => fault !== "unplug" && fault !== "noise")),
      wait: fc.nat(200),
      say: fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(), (steps, seed) => {
        const { clock, device, wire, connect, got } = wired(seed);
        connect();
        let said = 0;
        let index = 0;
        const chunks: string[] = [];
        for (const { fault, wait, say } of steps) {
          wire.set(fault);
          for (const word of say) {
            const chunk = `<${index}${word}>`;
            index += 1;
            said += chunk.length;
            chunks.push(chunk);
            device.say(chunk);
          }
          clock.advanceTo(clock.now() + wait);
        }
        clock.advanceTo(clock.now() + 10_000);
        const { swallowedOut, dropped } = wire.counters;
        expect(got().length).toBe(said - swallowedOut.bytes - dropped.bytes);
        const through: readonly string[] = got().match(/<[^<>]*>/g) ?? [];
        expect(through.join("")).toBe(got());
        expect(through).toEqual(chunks.filter((chunk) => through.includes(chunk)));
        expect(clock.nextTimerAt()).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
