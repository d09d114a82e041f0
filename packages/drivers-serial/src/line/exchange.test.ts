import { VirtualClock } from "@aisle/sdk";
import { fakeByteTransport } from "@aisle/sdk/testing";
import { EMPTY, share } from "rxjs";
import { describe, expect, it } from "vitest";
import { createExchange, type Question } from "./exchange.ts";

function rig() {
  const clock = new VirtualClock(0);
  const transport = fakeByteTransport();
  const exchange = createExchange(transport, transport.bytes$.pipe(share()), clock);
  const question = (byte: number): Question<Uint8Array, number> => ({
    send: Uint8Array.of(byte),
    answer: ([first]) => (first === byte ? byte : undefined),
    within: 100,
    what: `question ${byte}`,
  });
  return { clock, transport, exchange, question, signal: new AbortController().signal };
}

describe("an exchange", () => {
  it("asks one question at a time, each with its own deadline", async () => {
    const { clock, transport, exchange, question, signal } = rig();
    const asked = [1, 2].map((byte) => exchange.ask(question(byte), signal));
    await clock.run(90);
    expect(transport.writes.map(([byte]) => byte)).toEqual([1]);
    transport.feed(Uint8Array.of(9));
    transport.feed(Uint8Array.of(1));
    await clock.run(180);
    expect(transport.writes.map(([byte]) => byte)).toEqual([1, 2]);
    transport.feed(Uint8Array.of(2));
    await expect(Promise.all(asked)).resolves.toEqual([1, 2]);
    await clock.settle();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("says what had no answer, and goes on with the next question", async () => {
    const { clock, transport, exchange, question, signal } = rig();
    const lost = expect(exchange.ask(question(1), signal)).rejects.toMatchObject({
      code: "timeout",
      category: "transport",
      message: expect.stringMatching(/question 1 within 100 ms/),
    });
    const next = exchange.ask(question(2), signal);
    await clock.run(100);
    await lost;
    transport.feed(Uint8Array.of(2));
    await expect(next).resolves.toBe(2);
  });

  it("frees the line when a question is given up, also one whose write hangs", async () => {
    const { clock, transport, exchange, question, signal } = rig();
    transport.onWrite = ([byte]) => (byte === 1 ? new Promise(() => undefined) : undefined);
    const abort = new AbortController();
    const given = expect(exchange.ask(question(1), abort.signal)).rejects.toMatchObject({ code: "aborted" });
    const next = exchange.ask(question(2), signal);
    await clock.settle();
    abort.abort();
    await given;
    await clock.settle();
    transport.feed(Uint8Array.of(2));
    await expect(next).resolves.toBe(2);
    await expect(exchange.ask(question(3), abort.signal)).rejects.toMatchObject({ code: "aborted" });
    expect(transport.writes.map(([byte]) => byte)).toEqual([1, 2]);
  });

  it("fails with what the write or the line failed with", async () => {
    const { clock, transport, exchange, question, signal } = rig();
    transport.onWrite = () => Promise.reject(Object.assign(new Error("no"), { code: "EIO" }));
    await expect(exchange.ask(question(1), signal)).rejects.toMatchObject({ code: "device-gone" });
    transport.onWrite = () => undefined;
    const ended = expect(exchange.ask(question(2), signal)).rejects.toMatchObject({ code: "device-gone" });
    await clock.settle();
    transport.complete();
    await ended;
  });

  it("fails at once on a line that has ended already", async () => {
    const { clock, transport, question, signal } = rig();
    const exchange = createExchange<Uint8Array>(transport, EMPTY, clock);
    await expect(exchange.ask(question(1), signal)).rejects.toMatchObject({ code: "device-gone" });
    expect(transport.writes).toEqual([]);
    await clock.settle();
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});
