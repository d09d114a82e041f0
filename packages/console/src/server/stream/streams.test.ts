import { once } from "node:events";
import { type Clock, VirtualClock } from "@aisle/sdk";
import { expect, it } from "vitest";
import type { WireItem } from "../../wire/index.ts";
import { eventItem, frameItem, markAt } from "../testing/fake-source.ts";
import { type Follower, follow } from "../testing/follower.ts";
import { type Served, serveTest } from "../testing/served.ts";

const turnMs = 67;
const isOpen = ({ items }: Follower): boolean => items.some(({ k }) => k === "tape");
const eventsOf = (items: readonly WireItem[]): number[] =>
  items.flatMap((item) => (item.k === "event" ? [item.event.id] : []));
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

function turn({ clock }: Served): void {
  clock.advanceTo(clock.now() + turnMs);
}

it("a stream begins with the state, then every mark in pieces, then what is said", async () => {
  await using served = await serveTest();
  const { source, port } = served;
  source.say(eventItem(1), { k: "note", t: 5, text: "open" });
  for (let t = 0; t < 1_201; t += 1) source.marked.push(markAt(t));
  const client = await follow(port);
  await client.until(({ items }) => items.length === 4);
  expect(client.items[0]).toMatchObject({ k: "state", state: { event: 1, notes: [{ text: "open" }] } });
  const tapes = client.items.slice(1).flatMap((item) => (item.k === "tape" ? [item.marks] : []));
  expect(tapes.map((marks) => marks.length)).toEqual([500, 500, 201]);
  expect(tapes.flat().map(({ t }) => t)).toEqual(numbers(0, 1_200));
  // What was in the state does not come again, though it was said in this turn.
  source.say(eventItem(2));
  turn(served);
  await client.until(({ items }) => items.length > 4);
  expect(eventsOf(client.items)).toEqual([2]);
});

it("what is said within a turn comes in one message, at most fifteen a second, of frames only the newest", async () => {
  await using served = await serveTest();
  const { source, clock, port, responses } = served;
  const client = await follow(port);
  await client.until(isOpen);
  const before = client.messages.length;
  for (let i = 1; i <= 1_000; i += 1) {
    source.say(eventItem(i), frameItem(i));
    clock.advanceTo(clock.now() + 1);
    // Each message is on its way before the next.
    if (responses[0]!.writableNeedDrain) await once(responses[0]!, "drain");
  }
  turn(served);
  await client.until(({ items }) => eventsOf(items).includes(1_000));
  expect(eventsOf(client.items)).toEqual(numbers(1, 1_000));
  const messages = client.messages.slice(before);
  expect(messages.length).toBeLessThanOrEqual(16);
  expect(messages.length).toBeGreaterThanOrEqual(14);
  for (const items of messages) expect(items.filter(({ k }) => k === "frame")).toHaveLength(1);
  expect(messages.at(-1)?.at(-1)).toEqual(frameItem(1_000));
});

it("a client of a quiet store hears the first event at once, and a heartbeat each 15 s", async () => {
  await using served = await serveTest();
  const { source, clock, port } = served;
  const client = await follow(port);
  await client.until(isOpen);
  clock.advanceTo(clock.now() + 14_000);
  source.say(eventItem(1));
  clock.advanceTo(clock.now());
  await client.until(({ items }) => eventsOf(items).length === 1);
  expect(client.comments).toHaveLength(0);
  clock.advanceTo(clock.now() + 16_000);
  await client.until(({ comments }) => comments.length === 2);
});

it("a socket that never reads while 50,000 events pass holds nobody up, is not queued for, and catches up later", async () => {
  await using served = await serveTest();
  const { source, port, responses } = served;
  const slow = await follow(port);
  await slow.until(isOpen);
  slow.pause();
  const fast = await follow(port);
  const total = 50_000;
  let most = 0;
  for (let id = 1; id <= total; ) {
    for (let i = 0; i < 500; i += 1, id += 1) source.say(eventItem(id, 500));
    source.say(frameItem(id));
    turn(served);
    most = Math.max(most, responses[0]!.writableLength);
    const said = id - 1;
    await fast.until(({ items }) => eventsOf(items.slice(-600)).at(-1) === said);
  }
  expect(eventsOf(fast.items)).toEqual(numbers(1, total));
  expect(fast.items.some(({ k }) => k === "lost")).toBe(false);
  // One message at most: some 500 events of 600 characters, or 128 Ki characters of a catching up.
  expect(most).toBeLessThan(512 * 1_024);

  slow.resume();
  await slow.until(({ items }) => items.some(({ k }) => k === "lost"));
  await slow.until(({ items }) => items.at(-1)?.k === "frame");
  const lostAt = slow.items.findIndex(({ k }) => k === "lost");
  const got = eventsOf(slow.items);
  expect(slow.items[lostAt]).toMatchObject({ items: total - got.length });
  expect(slow.items[lostAt + 1]).toMatchObject({ k: "state", state: { event: total } });
  expect(slow.items[lostAt + 2]).toMatchObject({ k: "tape" });
  expect(got).toEqual(numbers(1, got.length));
  source.say(eventItem(total + 1));
  turn(served);
  await slow.until(({ items }) => eventsOf(items).at(-1) === total + 1);
});

it("a client that is slow for a while misses frames but no event", async () => {
  await using served = await serveTest();
  const { source, port, responses } = served;
  const slow = await follow(port);
  await slow.until(isOpen);
  slow.pause();
  let id = 0;
  // Until the sockets of both ends are full, and then some.
  for (let after = 0; after < 20; ) {
    for (let i = 0; i < 100; i += 1) source.say(eventItem((id += 1), 500));
    source.say(frameItem(id));
    turn(served);
    await served.clock.settle();
    if (responses[0]!.writableNeedDrain) after += 1;
  }
  slow.resume();
  await slow.until(({ items }) => eventsOf(items.slice(-200)).at(-1) === id);
  expect(eventsOf(slow.items)).toEqual(numbers(1, id));
  const frames = slow.items.filter(({ k }) => k === "frame");
  expect(frames.length).toBeLessThan(id / 100 - 15);
  expect(frames.at(-1)).toEqual(frameItem(id));
});

it("a client that takes nothing for a minute is let go, and its place is free", async () => {
  await using served = await serveTest();
  const { source, clock, port, responses } = served;
  const dead = await follow(port);
  dead.pause();
  while (!responses[0]!.writableNeedDrain) {
    for (let i = 0; i < 1_000; i += 1) source.say(eventItem(1, 500));
    turn(served);
    await clock.settle();
  }
  clock.advanceTo(clock.now() + 45_000);
  expect(responses[0]!.destroyed).toBe(false);
  clock.advanceTo(clock.now() + 30_000);
  expect(responses[0]!.destroyed).toBe(true);
  dead.leave();
});

it("a client that takes nothing is let go also when the clock is set back", async () => {
  const virtual = new VirtualClock(1_000_000_000);
  let back = 0;
  const clock: Clock = {
    now: () => virtual.now() - back,
    schedule: (delayMs, task) => virtual.schedule(delayMs, task),
  };
  await using served = await serveTest({ clock });
  const { source, port, responses } = served;
  const dead = await follow(port);
  dead.pause();
  while (!responses[0]!.writableNeedDrain) {
    for (let i = 0; i < 1_000; i += 1) source.say(eventItem(1, 500));
    virtual.advanceTo(virtual.now() + turnMs);
    await virtual.settle();
  }
  back = 86_400_000;
  virtual.advanceTo(virtual.now() + 120_000);
  expect(responses[0]!.destroyed).toBe(true);
  dead.leave();
});

it("a client that dies in the middle is forgotten, and nobody else notices", async () => {
  await using served = await serveTest();
  const { source, port } = served;
  const [one, other] = [await follow(port), await follow(port)];
  await one.until(isOpen);
  one.leave();
  await one.until(({ ended }) => ended);
  source.say(eventItem(1));
  turn(served);
  await other.until(({ items }) => eventsOf(items).length === 1);
  expect(other.ended).toBe(false);
});

it("whoever comes back with the last id goes on where the stream broke, without a new state", async () => {
  await using served = await serveTest();
  const { source, port } = served;
  const first = await follow(port);
  await first.until(isOpen);
  source.say(eventItem(1), eventItem(2));
  turn(served);
  await first.until(({ items }) => eventsOf(items).length === 2);
  first.leave();
  await first.until(({ ended }) => ended);
  source.say(eventItem(3), frameItem(3), eventItem(4));
  turn(served);
  const second = await follow(port, { "last-event-id": first.lastId! });
  await second.until(({ items }) => items.length === 3);
  expect(second.items).toEqual([eventItem(3), eventItem(4), frameItem(3)]);
});

it.each([
  ["of another process", () => "0123456789abcdef-1"],
  ["of what was not said yet", (id: string) => id.replace(/\d+$/, "999999")],
  ["that is none", () => "x"],
])("an id %s begins a new stream", async (_, wrong) => {
  await using served = await serveTest();
  const { source, port } = served;
  const first = await follow(port);
  await first.until(isOpen);
  source.say(eventItem(1));
  turn(served);
  await first.until(({ items }) => eventsOf(items).length === 1);
  const second = await follow(port, { "last-event-id": wrong(first.lastId!) });
  await second.until(isOpen);
  expect(second.items[0]).toMatchObject({ k: "state", state: { event: 1 } });
});

it("whoever comes back too late is told how much was lost, and gets the state", async () => {
  await using served = await serveTest();
  const { source, port } = served;
  const first = await follow(port);
  await first.until(isOpen);
  const id = first.lastId!;
  first.leave();
  for (let i = 1; i <= 25_000; i += 1) source.say(eventItem(i));
  turn(served);
  const second = await follow(port, { "last-event-id": id });
  await second.until(isOpen);
  expect(second.items.slice(0, 2)).toMatchObject([
    { k: "lost", items: 25_000 },
    { k: "state", state: { event: 25_000 } },
  ]);
  // Everything is in the state: what is still kept does not come again.
  source.say(eventItem(25_001));
  turn(served);
  await second.until(({ items }) => eventsOf(items).length > 0);
  expect(eventsOf(second.items)).toEqual([25_001]);
});

it("the 65th client is refused with a remedy, until one of the others goes", async () => {
  await using served = await serveTest();
  const { port, ask } = served;
  const clients = await Promise.all(Array.from({ length: 64 }, () => follow(port)));
  const refused = await ask("/api/v1/stream");
  expect(refused).toMatchObject({ status: 503, headers: { "retry-after": "10" } });
  expect(refused.error).toMatchObject({ code: "console-streams-full", remedy: expect.any(String) });
  clients[0]!.leave();
  await clients[0]!.until(({ ended }) => ended);
  await new Promise((resolve) =>
    served.responses[0]!.destroyed ? resolve(0) : served.responses[0]!.on("close", resolve),
  );
  const next = await follow(port);
  expect(next.status).toBe(200);
});

it("closing ends the streams and lets go of the source", async () => {
  await using served = await serveTest();
  const client = await follow(served.port);
  await client.until(isOpen);
  served.console.close();
  await client.until(({ ended }) => ended);
  expect(served.source.listeners.size).toBe(0);
  expect(served.clock.nextTimerAt()).toBeUndefined();
  expect(await served.ask("/api/v1/hello")).toMatchObject({ status: 503, json: { error: { code: "console-closed" } } });
});

it("an item that cannot be written is left out, and a source that fails ends only the stream", async () => {
  const lines: string[] = [];
  const line = (text: string): void => void lines.push(text);
  await using served = await serveTest({ log: { debug: line, info: line, warn: line, error: line } });
  const { source, port } = served;
  const client = await follow(port);
  await client.until(isOpen);
  source.say({ k: "note", t: 1, text: 1n as unknown as string }, eventItem(1));
  turn(served);
  await client.until(({ items }) => eventsOf(items).length === 1);
  expect(client.items.some(({ k }) => k === "note")).toBe(false);
  expect(lines.join()).toContain("left out");
  source.state = () => {
    throw new TypeError("no state");
  };
  expect(await served.ask("/api/v1/stream")).toMatchObject({
    status: 500,
    json: { error: { code: "console-failed" } },
  });
});
