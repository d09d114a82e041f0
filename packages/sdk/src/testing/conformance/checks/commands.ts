import type { CommandOutcome } from "../../../devices/device.ts";
import { type AnyCommand, type Check, type Finding, notApplicable } from "../check.ts";
import { Rig } from "../rig.ts";

type Options = { readonly deadline?: number; readonly signal?: AbortSignal };
type Outcome = CommandOutcome<unknown>;

/** Sends a command and lets the time pass until its outcome, or that it may take. */
async function send(rig: Rig, { name, input }: AnyCommand, options: Options, ms: number): Promise<Outcome> {
  const commands = rig.device.commands as unknown as Readonly<
    Record<string, (input: unknown, options: Options) => Promise<Outcome>>
  >;
  const outcomes: Outcome[] = [];
  const sending = commands[name]!(input, options).then((outcome) => outcomes.push(outcome));
  await rig.settle();
  // Step by step: a device that has to speak all the time would be lost meanwhile.
  for (const end = rig.clock.now() + ms; outcomes.length === 0 && rig.clock.now() < end; ) {
    await rig.run(Math.min(10, end - rig.clock.now()));
  }
  await sending;
  return outcomes[0]!;
}

const inWords = (outcome: Outcome): string =>
  outcome.outcome === "done" ? "done" : `${outcome.outcome} (${outcome.error.code}: ${outcome.error.message})`;

async function checkCommand(rig: Rig, command: AnyCommand): Promise<string | undefined> {
  const { name } = command;
  rig.hardware.written = [];
  const done = await send(rig, command, { deadline: 9_000 }, 9_001);
  if (done.outcome !== "done") return `${name}: expected done, got ${inWords(done)}`;
  if (command.written !== undefined) {
    const wanted = Buffer.from(command.written).toString("hex");
    const written = Buffer.concat(rig.hardware.written).toString("hex");
    if (!written.includes(wanted)) return `${name}: expected ${wanted} to be written, got ${written || "nothing"}`;
  }
  const alive = await rig.awaitOnline(90_000);
  if (alive !== undefined) return `${name}: ${alive}`;
  rig.hardware.mode = "stuck";
  const late = await send(rig, command, { deadline: 100 }, 101);
  rig.hardware.mode = "ok";
  await rig.settle();
  const stillAlive = await rig.awaitOnline(90_000);
  if (stillAlive !== undefined) return `${name}: ${stillAlive}`;
  if (late.outcome !== "unknown") return `${name}: nobody answered, expected unknown, got ${inWords(late)}`;
  rig.hardware.mode = "stuck";
  const abort = new AbortController();
  rig.clock.schedule(50, () => {
    abort.abort();
  });
  const given = await send(rig, command, { deadline: 1_000, signal: abort.signal }, 51);
  rig.hardware.mode = "ok";
  await rig.settle();
  if (given.outcome !== "unknown") return `${name}: given up, expected unknown, got ${inWords(given)}`;
  // Late answers to those two are none to this one, and neither holds it up.
  await rig.run(1_000);
  const problem = await rig.awaitOnline(90_000);
  if (problem !== undefined) return `${name}: after a command without an answer, ${problem}`;
  const again = await send(rig, command, { deadline: 9_000 }, 9_001);
  return again.outcome === "done" ? undefined : `${name}: after one without an answer, got ${inWords(again)}`;
}

/** Commands end, one way or another. */
export const commandsCheck: Check = {
  id: "commands",
  level: "silver",
  title: "carries its commands out, and is not confused by one that had no answer or was given up",
  async run(subject): Promise<Finding> {
    const examples = subject.fixture.commands ?? [];
    const rig = await Rig.open(subject);
    try {
      const problem = await rig.bringOnline();
      if (problem !== undefined) return problem;
      const known = Object.keys(rig.opened?.commands ?? {});
      if (known.length === 0) {
        return examples.length === 0
          ? notApplicable("it has no commands")
          : "the fixture has commands, the driver none";
      }
      const forgotten = known.filter((name) => !examples.some((example) => example.name === name));
      if (forgotten.length > 0) return `the fixture has no example of the command ${forgotten.join(", ")}`;
      for (const command of examples) {
        const wrong = await checkCommand(rig, command);
        if (wrong !== undefined) return wrong;
      }
      return undefined;
    } finally {
      rig.hardware.mode = "ok";
      await rig.close();
    }
  },
};
