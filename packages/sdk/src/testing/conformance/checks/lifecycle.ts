import type { Check, Finding, Subject } from "../check.ts";
import { Rig, say } from "../rig.ts";

const cycles = 100;
/** Other parts of the process come and go too; a leak of a cycle shows a hundred times. */
const tolerated = 10;

/** What the process holds open, counted by kind. */
function openResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

async function cycle(subject: Subject, turn: number): Promise<string | undefined> {
  const rig = await Rig.open(subject);
  const online = turn % 2 === 0 ? await rig.bringOnline() : undefined;
  const left = await rig.close();
  return online ?? left;
}

/** Opening and closing leaves nothing. */
export const cyclesCheck: Check = {
  id: "open-close",
  level: "bronze",
  title: `leaves no timer, listener or handle after ${cycles} times of opening and closing`,
  async run(subject): Promise<Finding> {
    const before = openResources();
    for (let turn = 0; turn < cycles; turn += 1) {
      const problem = await cycle(subject, turn);
      if (problem !== undefined) return `time ${turn + 1}: ${problem}`;
    }
    for (const [kind, count] of openResources()) {
      const more = count - (before.get(kind) ?? 0);
      if (more >= tolerated) {
        return `${more} more of ${kind} are open; use the clock of the context, and let go when its signal is aborted`;
      }
    }
    return undefined;
  },
};

/** Giving up while it connects leaves nothing either. */
export const abortCheck: Check = {
  id: "abort-while-connecting",
  level: "bronze",
  title: "lets go of everything when it is given up while it connects",
  async run(subject): Promise<Finding> {
    // At once, a little later, and when the hardware takes the connection but never answers.
    for (const mode of ["ok", "silent", "stuck"] as const) {
      for (const afterMs of [0, 1, 500]) {
        const rig = await Rig.open(subject, undefined, (hardware) => {
          hardware.mode = mode;
        });
        await rig.run(afterMs);
        const status = say(rig.status);
        const problem = await rig.close();
        if (problem !== undefined) return `closed ${afterMs} ms after opening, ${mode} hardware, ${status}: ${problem}`;
      }
    }
    return undefined;
  },
};
