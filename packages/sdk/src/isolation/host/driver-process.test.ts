import { describe, expect, it } from "vitest";
import { toAisleError } from "../../errors/normalise.ts";
import type { Logger } from "../../hub/log.ts";
import { VirtualClock } from "../../time/virtual-clock.ts";
import { type FakeChild, fakeChildren } from "../fake-child.fixture.ts";
import { checkLimits } from "../limits.ts";
import { DriverProcess } from "./driver-process.ts";

function open() {
  const clock = new VirtualClock(0);
  const { spawn, children } = fakeChildren();
  const lines: string[] = [];
  const line = (level: string) => (message: string) => lines.push(`${level} ${message}`);
  const log = { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") } as Logger;
  const counters = { starts: 0, readings: 0, batches: 0, dropped: 0 };
  const process = new DriverProcess({
    name: "acme",
    modules: ["file:///acme.js"],
    limits: checkLimits("acme", {}),
    clock,
    random: () => 0.5,
    log,
    spawn,
    counters,
  });
  return { clock, children, lines, process, counters };
}

const ready = (child: FakeChild | undefined, version = 1): void => child?.say({ type: "ready", version, drivers: [] });
const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "ready",
    (error: unknown) => `${toAisleError(error).code}: ${toAisleError(error).message}`,
  );

async function running() {
  const opened = open();
  const promise = opened.process.ready();
  ready(opened.children[0]);
  return { ...opened, connection: await promise };
}

describe("a driver process", () => {
  it("is told at its start what to import, and is ready when it says so", async () => {
    const { children, process, lines } = await running();
    expect(children[0]?.sent[0]).toMatchObject({ type: "start", version: 1, modules: ["file:///acme.js"] });
    expect(children[0]?.heapMb).toBe(256);
    expect(process.health).toMatchObject({ state: "running", pid: 1 });
    expect(lines).toEqual(["info The driver process runs."]);
  });

  it("is asked every 150 ms whether it lives, and replaced when it has not answered for 600 ms", async () => {
    const { clock, children, process, lines } = await running();
    await clock.run(700);
    expect(children[0]?.sent.filter(({ type }) => type === "ping")).toHaveLength(4);
    children[0]?.say({ type: "pong", rssBytes: 5 });
    expect(process.health.rssBytes).toBe(5);
    await clock.run(1_349);
    expect(children[0]?.killed).toBe(false);
    await clock.run(1_350);
    expect(children[0]?.killed).toBe(true);
    expect(children).toHaveLength(2);
    expect(lines.at(-1)).toContain("did not answer for 600 ms");
  });

  it("is not given up because the host itself was busy: one look follows at most from one wait", async () => {
    const { clock, children } = await running();
    // All timers of a long time run at once, as after a blocked event loop; then what came meanwhile is read.
    clock.advanceTo(450);
    children[0]?.say({ type: "pong", rssBytes: 5 });
    clock.advanceTo(1_050);
    expect(children[0]?.killed).toBe(false);
  });

  it("is replaced when it uses too much memory", async () => {
    const { clock, children, lines } = await running();
    children[0]?.say({ type: "pong", rssBytes: 600 * 1_048_576 });
    await clock.run(0);
    expect(children).toHaveLength(2);
    expect(lines.at(-1)).toContain("uses 600 MB of memory, more than its 512 MB");
  });

  it("is replaced at once after its first failure, then after waits that double up to their cap", async () => {
    const { clock, children } = await running();
    const startedAt: number[] = [];
    children[0]?.end();
    for (let count = 2; count <= 14; count += 1) {
      await clock.settle();
      const due = clock.nextTimerAt() ?? Number.NaN;
      await clock.run(due);
      startedAt.push(due);
      expect(children).toHaveLength(count);
      ready(children.at(-1));
      children.at(-1)?.end();
    }
    const waits = startedAt.map((at, index) => at - (startedAt[index - 1] ?? 0));
    // Half of each bound: the chance of this test is 0.5.
    expect(waits).toEqual([0, 125, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000, 15_000]);
  });

  it("counts its failures anew after it has run for a minute", async () => {
    const { clock, children } = await running();
    children[0]?.end();
    await clock.run(0);
    ready(children[1]);
    for (let at = 100; at <= 60_000; at += 100) {
      await clock.run(at);
      children[1]?.say({ type: "pong", rssBytes: 1 });
    }
    children[1]?.end();
    await clock.settle();
    expect(clock.nextTimerAt()).toBe(60_000);
  });

  it("tells whoever asks while it waits when it is started again", async () => {
    const { clock, children, process } = await running();
    children[0]?.end();
    await clock.run(0);
    children[1]?.end();
    await clock.settle();
    expect(process.health.state).toBe("waiting");
    expect(await outcomeOf(process.ready())).toMatch(/^parent-offline: .*failed 2 times in a row.*125 ms/);
  });

  it.each([
    [{ code: null, signal: "SIGSEGV" }, "process-failed", "crashed (SIGSEGV)"],
    [{ code: null, signal: "SIGKILL" }, "parent-offline", "was ended from outside (SIGKILL)"],
    [{ code: 7, signal: null }, "process-failed", "ended itself with code 7"],
    [
      { thrown: Object.assign(new Error("spawn EAGAIN"), { code: "EAGAIN" }) },
      "parent-offline",
      "could not be started",
    ],
  ])("says why it ended: %j", async (end, code, message) => {
    const { children, process } = open();
    const outcome = outcomeOf(process.ready());
    children[0]?.end(end);
    expect(await outcome).toContain(`${code}: The driver process "acme" ${message}`);
  });

  it("ends with the error that nobody caught in it", async () => {
    const { children, connection } = await running();
    const asked = connection.check("driver", "d", {});
    children[0]?.say({
      type: "fatal",
      error: { code: "auth-failed", category: "device", retryable: false, message: "no", remedy: "Knock." },
    });
    children[0]?.end({ code: 1, signal: null });
    await expect(asked).rejects.toMatchObject({
      code: "process-failed",
      remedy: "Knock.",
      cause: { code: "auth-failed", message: "no" },
    });
  });

  it("is not started again on its own when its modules cannot be used, but when somebody asks", async () => {
    const { clock, children, process } = open();
    const outcome = outcomeOf(process.ready());
    children[0]?.say({
      type: "refused",
      error: { code: "module-missing", category: "settings", retryable: false, message: "no such module" },
    });
    expect(await outcome).toBe("module-missing: no such module");
    await clock.run(3_600_000);
    expect(children).toHaveLength(1);
    const again = process.ready();
    ready(children[1]);
    expect(await outcomeOf(again)).toBe("ready");
  });

  it("is refused for good when the package was updated under the host", async () => {
    const { children, process } = open();
    const outcome = outcomeOf(process.ready());
    ready(children[0], 2);
    expect(await outcome).toMatch(/^sdk-incompatible: /);
    expect(children[0]?.killed).toBe(true);
  });

  it("is killed when it does not start in time", async () => {
    const { clock, children, process } = open();
    const outcome = outcomeOf(process.ready());
    await clock.run(9_999);
    expect(children[0]?.killed).toBe(false);
    await clock.run(10_000);
    expect(children[0]?.killed).toBe(true);
    expect(await outcome).toContain("did not start within 10000 ms");
  });

  it("is asked to end, and killed when it does not within its time; then nothing is left", async () => {
    const { clock, children, process } = await running();
    let gone = false;
    const ended = process.end().then(() => {
      gone = true;
    });
    expect(children[0]?.sent.at(-1)).toEqual({ type: "end" });
    await clock.run(799);
    expect([children[0]?.killed, gone]).toEqual([false, false]);
    await clock.run(800);
    await ended;
    expect(children[0]?.killed).toBe(true);
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(await outcomeOf(process.ready())).toMatch(/^parent-offline: .*is being ended/);
  });

  it("is lost at once to all who use it when it is killed, also when it takes long to die", async () => {
    const { clock, children, connection, process } = await running();
    children[0]!.mortal = false;
    const asked = outcomeOf(connection.check("driver", "d", {}));
    await clock.run(750);
    expect(await asked).toMatch(/^process-failed: /);
    expect(children).toHaveLength(1);
    const next = process.ready();
    children[0]?.end();
    expect(children).toHaveLength(2);
    ready(children[1]);
    expect(await outcomeOf(next)).toBe("ready");
  });

  it("is left alone when it sends what is no message, told of once", async () => {
    const { children, lines, connection } = await running();
    const noise = [1, "x", null, {}, { type: "opened" }, { type: "batch", number: 1, ids: [1], shapes: 7 }];
    for (const value of noise) children[0]?.events.message(value);
    children[0]?.say({ type: "opened", id: 99 });
    children[0]?.say({ type: "outcome", call: 99 });
    expect(lines.filter((line) => line.startsWith("warn"))).toHaveLength(1);
    expect(connection).toBeDefined();
  });

  it("has what it writes logged line by line, but not without end", async () => {
    const { children, lines } = await running();
    lines.length = 0;
    children[0]?.events.output("one\ntw");
    children[0]?.events.output(`o\n${"x".repeat(10_000)}`);
    for (let line = 0; line < 1_000; line += 1) children[0]?.events.output(`\n${line}`);
    expect(lines.slice(0, 2)).toEqual(["info one", "info two"]);
    expect(lines[2]).toHaveLength("info ".length + 500);
    expect(lines).toHaveLength(100);
    children[0]?.end();
    expect(lines[100]).toBe("warn 903 lines of its output were left out.");
  });
});
