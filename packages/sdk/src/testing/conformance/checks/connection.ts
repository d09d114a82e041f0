import type { AnyDriver } from "../../../drivers/define-driver.ts";
import { isWorking } from "../../../status/machine.ts";
import { type Check, type Finding, notApplicable, type Subject } from "../check.ts";
import { Rig, say } from "../rig.ts";
import { livenessOf } from "./liveness.ts";
import { comparedTo } from "./readings.ts";

const minute = 60_000;
/** The longest wait of the hub between two tries, and time for the try. */
const comeBack = 90_000;

const canFallSilent = (driver: AnyDriver): boolean => ["tcp", "http", "modbus"].includes(driver.transport);

/** The plug is pulled and put back. */
export const unplugCheck: Check = {
  id: "unplug-replug",
  level: "silver",
  title: "comes back after every way of losing its connection, and reads as before",
  async run(subject): Promise<Finding> {
    if (subject.driver.transport === "none") return notApplicable("it has no transport that could be lost");
    const rig = await Rig.open(subject);
    try {
      for (const way of ["unplugged", "stream ended"] as const) {
        const before = await rig.awaitOnline(comeBack);
        if (before !== undefined) return before;
        if (way === "unplugged") rig.hardware.unplug();
        else if (!rig.hardware.breakStream()) continue;
        await rig.settle();
        if (rig.status.state !== "offline") return `${way}: expected it to be offline; it is ${say(rig.status)}`;
        if (way === "unplugged") await rig.run(10 * minute);
        rig.hardware.plugIn();
        const after = await rig.awaitOnline(comeBack);
        if (after !== undefined) return `${way}: ${after}`;
        const problem = await readsAll(rig, subject);
        if (problem !== undefined) return `${way} and back: ${problem}`;
      }
      return undefined;
    } finally {
      await rig.close();
    }
  },
};

async function readsAll(rig: Rig, subject: Subject): Promise<string | undefined> {
  rig.take();
  for (const frame of subject.fixture.frames) await rig.send(frame);
  return comparedTo(
    subject,
    rig.take(),
    subject.fixture.frames.flatMap(({ readings }) => readings),
  );
}

/** Silence is noticed in time, and an open socket alone is not `online`. */
export const halfOpenCheck: Check = {
  id: "half-open",
  level: "silver",
  title: "is not taken for online while its hardware is silent, within its liveness bound, and comes back",
  async run(subject): Promise<Finding> {
    if (subject.driver.transport === "none") return notApplicable("it has no transport that could fall silent");
    const liveness = await livenessOf(subject);
    if (liveness === "unwatched") {
      return canFallSilent(subject.driver)
        ? `it is unwatched, and a ${subject.driver.transport} connection may be half-open for days; give it a probe`
        : notApplicable("it is unwatched, and its transport tells when the device has gone");
    }
    const rig = await Rig.open(subject);
    try {
      const before = await rig.awaitOnline(comeBack);
      if (before !== undefined) return before;
      // Silence is noticed at most a quarter late; a probe is asked every so often and has as long to answer.
      const bound = "within" in liveness ? liveness.within * 1.25 : liveness.every * 2;
      rig.hardware.mode = "silent";
      await rig.run(bound + 1);
      if (isWorking(rig.status)) {
        return `after ${bound} ms of silence it is still ${rig.status.state}; only what the device says counts as life`;
      }
      const from = rig.statuses.length;
      await rig.run(5 * minute);
      const wrong = rig.statuses.slice(from).find(isWorking);
      if (wrong !== undefined) return "it came online while its hardware said nothing";
      rig.hardware.mode = "ok";
      const after = await rig.awaitOnline(comeBack);
      return after ?? (await readsAll(rig, subject));
    } finally {
      await rig.close();
    }
  },
};

/** An outage is two lines in the log, not two thousand. */
export const logCheck: Check = {
  id: "log-lines",
  level: "silver",
  title: "logs one line when it is lost and one when it is back",
  async run(subject): Promise<Finding> {
    if (subject.driver.transport === "none") return notApplicable("it has no transport that could be lost");
    const rig = await Rig.open(subject);
    try {
      const before = await rig.awaitOnline(comeBack);
      if (before !== undefined) return before;
      rig.lines.length = 0;
      rig.hardware.unplug();
      await rig.run(10 * minute);
      const lost = rig.lines.map(({ message }) => message);
      rig.lines.length = 0;
      rig.hardware.plugIn();
      const after = await rig.awaitOnline(comeBack);
      if (after !== undefined) return after;
      const back = rig.lines.map(({ message }) => message);
      const said = (lines: readonly string[]): string => lines.slice(0, 4).join(" | ") || "(nothing)";
      if (lost.length !== 1)
        return `expected one line in ten minutes without the device, got ${lost.length}: ${said(lost)}`;
      return back.length === 1 ? undefined : `expected one line when it came back, got ${back.length}: ${said(back)}`;
    } finally {
      await rig.close();
    }
  },
};
