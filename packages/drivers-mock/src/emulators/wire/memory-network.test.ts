import { silentLogger, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { echoDevice } from "./echo-device.fixture.ts";
import { createMemoryNetwork, type MemoryNetwork } from "./memory-network.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString();

function connecting(network: MemoryNetwork, clock: VirtualClock, port: number, signal = new AbortController().signal) {
  const settings = { host: "nowhere", port, connectTimeout: 1_000 };
  return Promise.resolve(network.tcp.open({ settings, signal, clock, log: silentLogger }));
}

async function connected(latency = 0, greeting = "") {
  const clock = new VirtualClock(0);
  const network = createMemoryNetwork(clock, { latency });
  const device = echoDevice(greeting);
  const listening = network.listen(0, device);
  const opening = connecting(network, clock, listening.port);
  clock.advanceTo(latency);
  const open = await opening;
  const chunks: Uint8Array[] = [];
  const ends: unknown[] = [];
  const listen = () =>
    open.transport.bytes$.subscribe({ next: (chunk) => chunks.push(chunk), complete: () => ends.push("complete") });
  open.lost$?.subscribe({ next: (cause) => ends.push(cause) });
  return { clock, network, device, listening, open, chunks, ends, listen };
}

describe("a network in memory", () => {
  it("carries bytes both ways, each way in its latency and in steps of the clock", async () => {
    const { clock, open, chunks, listen, device } = await connected(5);
    listen();
    const buffer = bytes("one");
    await open.transport.write(buffer);
    buffer.fill(0);
    await open.transport.write(bytes("two"));
    expect(device.heard).toEqual([]);
    clock.advanceTo(10);
    expect([device.heard, text(chunks)]).toEqual([["one", "two"], ""]);
    clock.advanceTo(15);
    expect(text(chunks)).toBe("onetwo");
  });

  it("keeps what comes before anybody listens, and while nobody does", async () => {
    const { clock, chunks, listen, device } = await connected(0, "hello ");
    clock.advanceTo(10);
    const first = listen();
    clock.advanceTo(20);
    expect(text(chunks)).toBe("hello ");
    first.unsubscribe();
    device.say("again");
    clock.advanceTo(30);
    expect(text(chunks)).toBe("hello ");
    listen();
    clock.advanceTo(40);
    expect(text(chunks)).toBe("hello again");
  });

  it("says unreachable where nobody listens, aborted when it is told to and timeout when it is too slow", async () => {
    const clock = new VirtualClock(0);
    const quick = connecting(createMemoryNetwork(clock), clock, 502);
    clock.advanceTo(0);
    await expect(quick).rejects.toMatchObject({ code: "unreachable", retryable: true });
    const aborted = connecting(createMemoryNetwork(clock), clock, 502, AbortSignal.abort());
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    const slow = connecting(createMemoryNetwork(clock, { latency: 5_000 }), clock, 502);
    expect(clock.nextTimerAt()).toBe(1_000);
    clock.advanceTo(1_000);
    await expect(slow).rejects.toMatchObject({ code: "timeout" });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("says that a device is unreachable which refuses whoever connects", async () => {
    const clock = new VirtualClock(0);
    const network = createMemoryNetwork(clock);
    const { port } = network.listen(0, {
      connect(line) {
        line.hangUp();
        return { receive: () => undefined, close: () => undefined };
      },
    });
    const opening = connecting(network, clock, port);
    clock.advanceTo(0);
    await expect(opening).rejects.toMatchObject({ code: "unreachable" });
    expect(network.connections).toBe(0);
  });

  it("refuses a second device at a port, and frees the port when its listener is closed", async () => {
    const { clock, network, device, listening, ends, listen } = await connected();
    expect(() => network.listen(listening.port, device)).toThrow(
      expect.objectContaining({ code: "emulator-port-taken" }),
    );
    listen();
    listening.close();
    listening.close();
    clock.advanceTo(1);
    expect([ends, device.lines.size, network.connections]).toEqual([[undefined, "complete"], 0, 0]);
    const again = connecting(network, clock, listening.port);
    clock.advanceTo(2);
    await expect(again).rejects.toMatchObject({ code: "unreachable" });
    expect(network.listen(listening.port, device).port).toBe(listening.port);
  });

  it("delivers what was written before the client closes, tells the device once and leaves no timer", async () => {
    const { clock, network, device, open, ends } = await connected(5);
    await open.transport.write(bytes("last words"));
    expect(network.connections).toBe(1);
    await open.close();
    await open.close();
    expect([device.heard, device.counts, network.connections]).toEqual([["last words"], { came: 1, went: 1 }, 0]);
    expect([clock.nextTimerAt(), ends]).toEqual([undefined, [undefined]]);
    await expect(open.transport.write(bytes("x"))).rejects.toMatchObject({ code: "device-gone" });
  });

  it("hangs up on a client that does not read, and refuses more than a device takes", async () => {
    const { clock, device, open, ends } = await connected(5);
    const chunk = new Uint8Array(400_000);
    await open.transport.write(chunk);
    await open.transport.write(chunk);
    await expect(open.transport.write(chunk)).rejects.toMatchObject({ code: "transport-congested" });
    clock.advanceTo(20);
    expect(ends).toEqual([]);
    device.say("x".repeat(300_000));
    expect(ends).toMatchObject([{ code: "device-gone" }]);
    expect([device.lines.size, clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("loses the connection, not the process, when a driver or a device throws", async () => {
    const { clock, device, open, ends } = await connected();
    open.transport.bytes$.subscribe(() => {
      throw new RangeError("parser");
    });
    device.say("x");
    clock.advanceTo(1);
    expect(ends).toMatchObject([{ code: "driver-bug", message: "parser" }]);
    const network = createMemoryNetwork(clock);
    const { port } = network.listen(0, {
      connect: () => ({
        receive: () => {
          throw new RangeError("device");
        },
        close: () => undefined,
      }),
    });
    const opening = connecting(network, clock, port);
    clock.advanceTo(2);
    const other = await opening;
    other.lost$?.subscribe((cause) => ends.push(cause));
    await other.transport.write(bytes("x"));
    clock.advanceTo(3);
    expect(ends.at(-1)).toMatchObject({ message: "device" });
  });
});
