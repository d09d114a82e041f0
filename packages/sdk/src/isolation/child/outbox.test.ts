import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../time/virtual-clock.ts";
import type { BatchSettings } from "../protocol/batch-settings.ts";
import type { ChildMessage } from "../protocol/messages.ts";
import { unpackReadings } from "../protocol/pack-readings.ts";
import { Outbox } from "./outbox.ts";

function open(settings: Partial<BatchSettings> = {}) {
  const clock = new VirtualClock(0);
  const sent: ChildMessage[] = [];
  const outbox = new Outbox({
    settings: { every: 3, most: 100, window: 2, waiting: 1_000, ...settings },
    clock,
    send: (message) => {
      sent.push(structuredClone(message));
    },
  });
  return { clock, sent, outbox };
}

const reading = (value: unknown) => ({ type: "counters", data: { in: value, out: 0 } });

/** What a host would see: `1:5` for value 5 of device 1, `lost 1`, `-3 of 1` for drops. */
function seen(sent: readonly ChildMessage[]): string[] {
  return sent.flatMap((message) => {
    if (message.type !== "batch") return ["id" in message ? `${message.type} ${message.id}` : message.type];
    const lines = (message.dropped ?? []).map(([id, count]) => `-${count} of ${id}`);
    unpackReadings(message, (emission, index) => {
      const value = typeof emission === "string" ? emission : (emission as ReturnType<typeof reading>).data.in;
      lines.push(`${message.ids[index]}:${String(value)}`);
    });
    return lines;
  });
}

describe("the outbox of a driver process", () => {
  it("sends what is said in one turn together, at the end of that turn", async () => {
    const { sent, outbox, clock } = open();
    outbox.add(1, reading(1));
    outbox.add(2, reading(2));
    expect(sent).toEqual([]);
    await Promise.resolve();
    expect(sent).toHaveLength(1);
    expect(seen(sent)).toEqual(["1:1", "2:2"]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("lets those that follow soon wait for one another, at most 3 ms", async () => {
    const { sent, outbox, clock } = open();
    outbox.add(1, reading(1));
    await clock.run(1);
    outbox.add(1, reading(2));
    await clock.run(2);
    outbox.add(1, reading(3));
    expect(sent).toHaveLength(1);
    await clock.run(3);
    expect(sent).toHaveLength(2);
    expect(seen(sent)).toEqual(["1:1", "1:2", "1:3"]);
  });

  it("keeps what the host does not take, drops the oldest of more than fits, and tells how many of whom", async () => {
    const { sent, outbox, clock } = open({ window: 2, waiting: 3, most: 10 });
    for (let value = 1; value <= 2; value += 1) {
      outbox.add(1, reading(value));
      await clock.run(value * 10);
    }
    for (let value = 3; value <= 9; value += 1) outbox.add(value === 3 ? 2 : 1, reading(value));
    await clock.run(100);
    expect(sent).toHaveLength(2);
    outbox.acked(1);
    expect(seen(sent)).toEqual(["1:1", "1:2", "-1 of 2", "-3 of 1", "1:7", "1:8", "1:9"]);
  });

  it("bounds what waits by its bytes too", async () => {
    const { sent, outbox, clock } = open({ window: 1 });
    const frame = (value: number) => ({ type: "frame", data: { in: value, bytes: new Uint8Array(30 << 20) } });
    for (let value = 1; value <= 4; value += 1) outbox.add(1, frame(value));
    await clock.run(10);
    outbox.acked(1);
    outbox.acked(2);
    // The first went at once; of the three that waited, two fit into 64 MB.
    expect(seen(sent)).toEqual(["1:1", "-1 of 1", "1:3", "1:4"]);
  });

  it("does not let the loss of a device overtake its last readings", async () => {
    const { sent, outbox, clock } = open({ window: 1 });
    outbox.add(1, reading(1));
    await clock.run(10);
    outbox.add(1, reading(2));
    outbox.then({ type: "closed", id: 1 });
    outbox.add(2, reading(3));
    await clock.run(20);
    expect(seen(sent)).toEqual(["1:1"]);
    outbox.acked(1);
    outbox.acked(2);
    expect(seen(sent)).toEqual(["1:1", "1:2", "closed 1", "2:3"]);
  });

  it("sends a text in place of what is no plain data, and all others as they are", async () => {
    const { sent, outbox, clock } = open();
    for (const value of [1, () => 1, 3]) outbox.add(1, reading(value));
    await clock.run(0);
    expect(seen(sent)).toEqual(["1:1", expect.stringMatching(/^1:something that is no plain data/), "1:3"]);
  });

  it("sends only the last report of a device in each batch's time", async () => {
    const { sent, outbox, clock } = open();
    for (let count = 0; count < 1_000; count += 1) outbox.report(1, { code: "timeout", message: `${count}` });
    await clock.run(10);
    expect(sent).toEqual([{ type: "report", id: 1, reason: { code: "timeout", message: "999" } }]);
  });

  it("loses and doubles nothing whatever comes in which order: what is not handed over is counted", async () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ wait: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ ack: fc.integer({ min: 0, max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 150 }), async (steps) => {
        const { sent, outbox, clock } = open({ waiting: 5, most: 4 });
        let value = 0;
        let acked = 0;
        for (const each of steps) {
          if ("add" in each) outbox.add(each.add, reading((value += 1)));
          if ("wait" in each) await clock.run(clock.now() + each.wait);
          if ("ack" in each) outbox.acked((acked = Math.min(acked + each.ack, sent.length)));
        }
        for (let rest = 0; rest < 10; rest += 1) {
          await clock.run(clock.now() + 10);
          outbox.acked(sent.length);
        }
        const values = seen(sent)
          .filter((line) => !line.startsWith("-"))
          .map((line) => Number(line.split(":")[1]));
        const dropped = seen(sent).flatMap((line) => (line.startsWith("-") ? [Number(/\d+/.exec(line)?.[0])] : []));
        expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
        expect(values.length + dropped.reduce((sum, count) => sum + count, 0)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
});
