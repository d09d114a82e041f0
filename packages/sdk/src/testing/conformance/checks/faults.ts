import { type DeviceState, type DeviceStatus, reasonCodes } from "../../../status/status.ts";
import { seededRandom } from "../../../time/random.ts";
import type { TransportProvider } from "../../../transports/define-transport.ts";
import { type FaultPlan, faultyProvider } from "../../faults/index.ts";
import { type Check, type Finding, notApplicable } from "../check.ts";
import { readingProblem } from "../reading-shapes.ts";
import { Rig } from "../rig.ts";

/** What may follow what. */
const legal: Readonly<Record<DeviceState, readonly DeviceState[]>> = {
  idle: ["connecting", "closing"],
  connecting: ["online", "offline", "blocked", "idle", "closing"],
  online: ["degraded", "offline", "blocked", "idle", "closing"],
  degraded: ["degraded", "online", "offline", "blocked", "idle", "closing"],
  offline: ["connecting", "offline", "blocked", "idle", "closing"],
  blocked: ["connecting", "idle", "closing"],
  closing: ["closed"],
  closed: [],
};
const plan: FaultPlan = {
  split: 0.2,
  merge: 0.1,
  delay: 0.1,
  drop: 0.02,
  duplicate: 0.02,
  garbage: 0.05,
  halfOpen: 0.003,
  disconnect: 0.005,
  slowWrite: 0.05,
};

/** What is wrong with a device's statuses in their order. */
function statusProblem(statuses: readonly DeviceStatus[]): string | undefined {
  for (const [index, status] of statuses.entries()) {
    const before = statuses[index - 1];
    if (before !== undefined && !legal[before.state].includes(status.state)) {
      return `${status.state} may not follow ${before.state}`;
    }
    if (!("reason" in status)) continue;
    const { code, message } = status.reason;
    if (!(reasonCodes as readonly string[]).includes(code)) return `"${code}" is no reason code`;
    if (code === "driver-bug") return `it failed in a way that nobody knows the meaning of: ${message}`;
    if (message === "") return `the reason ${code} has no message`;
  }
  return undefined;
}

/** Everything goes wrong at once. */
export const faultsCheck: Check = {
  id: "faults",
  level: "silver",
  title: "survives an hour of every fault at once with legal statuses, known reasons and typed readings only",
  async run(subject): Promise<Finding> {
    const { transport } = subject.driver;
    const bytes = transport === "tcp" || transport === "serial";
    if (transport === "none") return notApplicable("it has no transport that could fail");
    const random = seededRandom(3);
    const rig = await Rig.open(subject, ({ provider }) =>
      bytes ? faultyProvider(provider as TransportProvider<"tcp">, plan, random) : provider,
    );
    const end = rig.clock.now() + 3_600_000;
    let problem: string | undefined;
    for (let index = 0; rig.clock.now() < end && problem === undefined; index += 1) {
      // Where no bytes pass that could be spoilt, the plug is pulled and the hardware falls silent.
      if (!bytes && random() < 0.01) rig.hardware.unplug();
      if (!bytes && random() < 0.01) rig.hardware.mode = "silent";
      if (random() < 0.1) {
        rig.hardware.plugIn();
        rig.hardware.mode = "ok";
      }
      await rig.send(subject.fixture.frames[index % subject.fixture.frames.length]!);
      await rig.run(random() * 3_000);
      problem = rig
        .take()
        .map(readingProblem)
        .find((found) => found !== undefined);
    }
    rig.hardware.mode = "ok";
    const left = await rig.close();
    return problem ?? statusProblem(rig.statuses) ?? left;
  },
};
