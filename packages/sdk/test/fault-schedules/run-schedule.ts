import { type Device, isWorking } from "@aisle/sdk";
import type { Coverage } from "./coverage.ts";
import { busFaults, faults } from "./faults.ts";
import { devices } from "./store.ts";
import { Witness } from "./witness.ts";
import { tickMs, World } from "./world.ts";

const hour = 3_600_000;
const longestFault = 240_000;
/** What a device may need beside its wait: half-open is noticed, it is let go of, opened, and says something. */
const slackMs = 75_000 + 4_000 + 10_000 + 2 * tickMs;
const retryCap = 60_000;
const flappingRetry = 300_000;

/**
 * One random schedule of 10 to 40 faults over an hour of twenty devices, repeated exactly by its seed; then the faults
 * end, everything that can come back must, and nothing may be left of the hub. Gives what was wrong.
 */
export async function runSchedule(seed: number, coverage: Coverage): Promise<readonly string[]> {
  const world = new World(seed);
  await world.open();
  const { time, hub } = world;
  const witness = new Witness(world, coverage);
  const start = time.now();
  await time.settle();
  const count = 10 + world.int(31);
  for (let n = 0; n < count; n += 1) planFault(world, witness);
  await time.run(start + hour);

  // The longest fault may have begun at the very end.
  await time.run(time.now() + longestFault + 7 * 40_000);
  for (const device of hub.devices.values()) mend(world, device);
  await time.run(time.now() + retryCap + slackMs);
  expectBack(world, witness, (id) => !witness.flapped.has(id) && !waitsForBus(world, id));
  await time.run(time.now() + flappingRetry + slackMs);
  expectBack(world, witness, () => true);

  witness.closing();
  const closing = hub.close();
  await time.run(time.now() + 20_000);
  await closing;
  world.stop();
  await time.settle();
  checkNothingLeft(world, witness);
  coverage.add("schedules", 1);
  coverage.add("faults", count);
  coverage.add("virtual minutes", Math.floor((time.now() - start) / 60_000));
  coverage.add("readings", witness.readings);
  return witness.problems.map((problem) => `schedule ${seed}: ${problem}`);
}

const names = Object.keys(faults);

function planFault(world: World, witness: Witness): void {
  const at = world.int(hour);
  const onBus = world.int(8) === 0;
  const id = onBus ? `bus-${1 + world.int(2)}` : `d${world.int(devices.length)}`;
  const name = onBus ? world.pick(busFaults) : world.pick(names);
  const lasts = 1_000 + world.int(longestFault);
  world.time.schedule(at, () => {
    const number = Number(id.slice(1));
    // Nobody can notice that of a device that is not watched.
    if (number % 5 === 2 && (name === "half-open" || name === "silence")) return;
    try {
      faults[name]?.(world, id, lasts);
    } catch (thrown) {
      witness.problems.push(`"${name}" of ${id} threw ${String(thrown)}`);
    }
  });
}

/** What is blocked waits for somebody to mend it and say so. */
function mend({ hub }: World, { id, status }: Device): void {
  if (status.state === "blocked") hub.resume(id);
}

/** A bus that flaps keeps its devices away for as long as it waits itself. */
function waitsForBus(world: World, id: string): boolean {
  const status = world.hub.devices.get(id)?.status;
  return status?.state === "offline" && status.reason.code === "parent-offline";
}

function expectBack(world: World, witness: Witness, expected: (id: string) => boolean): void {
  for (const { id, status } of world.hub.devices.values()) {
    if (!id.startsWith("d") || !expected(id)) continue;
    const silentFor = world.time.now() - (witness.heardAt.get(id) ?? 0);
    // What was half-open and not noticed would be online and silent.
    if (isWorking(status) && silentFor <= 2 * tickMs) continue;
    const why = "reason" in status ? ` (${status.reason.code}: ${status.reason.message})` : "";
    witness.problems.push(`${id} did not come back: it is ${status.state}${why}, silent for ${silentFor / 1_000} s`);
  }
}

function checkNothingLeft(world: World, witness: Witness): void {
  const { problems } = witness;
  const next = world.time.nextTimerAt();
  if (next !== undefined) problems.push(`a timer is left, due ${next - world.time.now()} ms later`);
  for (const thing of world.things()) {
    if (thing.links.size > 0) problems.push("a connection is left open");
    const heard = thing.history.filter(({ bytes, lost }) => bytes.observed || lost.observed).length;
    if (heard > 0) problems.push(`${heard} connections are still listened to`);
    for (const [key, times] of thing.done) if (times > 1) problems.push(`the wish ${key} was done ${times} times`);
  }
}
