import { type Logger, type Reading, silentLogger } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { map, Subject, tap } from "rxjs";
import { describe, expect, it } from "vitest";
import { TestGate } from "./test-gate.ts";

// An error that reached the host would be an uncaught exception, which fails the whole run of tests.

async function openGate() {
  const gate = new TestGate();
  const errors: string[] = [];
  const log: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const store = await testHub({
    drivers: [gate.driver("unwatched")],
    devices: [{ id: "gate-1", driver: "test-gate" }],
    log,
  });
  return { ...store, gate, errors, device: store.hub.device("gate-1", "turnstile") };
}

const numbers = (readings: readonly Reading[]) => readings.map(({ seq }) => seq);
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a subscriber that throws", () => {
  it("harms neither the others nor the host, and goes on being told", async () => {
    const { device, hub, gate, errors, readings } = await openGate();
    let called = 0;
    const others: Reading[] = [];
    device.readings$.subscribe(() => {
      called += 1;
      throw new RangeError("in next");
    });
    device.readings$.subscribe((reading) => others.push(reading));
    gate.say();
    gate.say();
    await nextTurn();
    expect([called, numbers(others), numbers(readings)]).toEqual([2, [1, 2], [1, 2]]);
    expect(errors).toEqual(["A subscriber of the hub threw: in next", "A subscriber of the hub threw: in next"]);
    expect(device.status.state).toBe("online");
    await hub.close();
  });

  it("harms nobody behind operators either, nor without a handler for the error of its own chain", async () => {
    const { device, hub, gate, errors, readings } = await openGate();
    hub.readings$
      .pipe(
        map(({ seq }) => seq),
        tap(() => undefined),
      )
      .subscribe(() => {
        throw new RangeError("behind");
      });
    device.readings$
      .pipe(
        map(() => {
          throw new RangeError("inside");
        }),
      )
      .subscribe();
    gate.say();
    gate.say();
    await nextTurn();
    expect(numbers(readings)).toEqual([1, 2]);
    expect(errors.map((line) => line.split(": ")[1])).toEqual(["inside", "behind", "behind"]);
    await hub.close();
  });

  it("harms nobody in a handler of statuses, of completion or of an error", async () => {
    const { device, hub, gate, errors } = await openGate();
    const bad = (): never => {
      throw new RangeError("bad");
    };
    device.status$.subscribe({ next: bad, complete: bad });
    hub.statuses$.subscribe(bad);
    device.readings$.pipe(map(bad)).subscribe({ error: bad });
    gate.say();
    await hub.close();
    await nextTurn();
    expect(device.status.state).toBe("closed");
    expect(errors.length).toBe(7);
  });
});

describe("the streams of a hub", () => {
  it("show everyone the same order, also of what a subscriber causes while it is told", async () => {
    const { device, hub, gate } = await openGate();
    const first: number[] = [];
    const second: number[] = [];
    const all: number[] = [];
    device.readings$.subscribe(({ seq }) => {
      first.push(seq);
      if (seq < 3) gate.say();
    });
    device.readings$.subscribe(({ seq }) => second.push(seq));
    hub.readings$.subscribe(({ seq }) => all.push(seq));
    gate.say();
    expect([first, second, all]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    await hub.close();
  });

  it("drop and say so rather than go round for ever when readings cause readings; the gap shows in seq", async () => {
    const { device, hub, gate, errors, readings } = await openGate();
    device.readings$.subscribe(() => {
      gate.say();
      gate.say();
    });
    gate.say();
    expect(errors[0]).toContain("one was dropped");
    const seqs = numbers(readings);
    expect(seqs.length).toBeLessThan(10_010);
    gate.readings = new Subject();
    await hub.close();
  });

  it("tell a new subscriber of the status at once, and one that leaves nothing more", async () => {
    const { device, hub, gate } = await openGate();
    const heard: string[] = [];
    const subscription = device.status$.subscribe(({ state }) => heard.push(state));
    expect(heard).toEqual(["online"]);
    subscription.unsubscribe();
    gate.readings.complete();
    expect(heard).toEqual(["online"]);
    await hub.close();
  });

  it("go to those who had subscribed when the reading came, even if they change meanwhile", async () => {
    const { device, hub, gate } = await openGate();
    const late: number[] = [];
    const once = device.readings$.subscribe(() => {
      once.unsubscribe();
      device.readings$.subscribe(({ seq }) => late.push(seq));
    });
    const steady: number[] = [];
    device.readings$.subscribe(({ seq }) => steady.push(seq));
    gate.say();
    gate.say();
    expect([steady, late]).toEqual([[1, 2], [2]]);
    await hub.close();
  });
});
