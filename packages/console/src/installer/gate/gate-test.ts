import type { Gate } from "@aisle/sdk/store";
import type { GateFinding, WireItem } from "../../wire/index.ts";

/** What a gate has to show. */
export type GateStep = "online" | "scan" | "authorised" | "in" | "out" | "alarm";

/** One step of a gate test: `waiting` for it (with a text: in doubt, to be done once more), or seen to be right or wrong. */
export interface GateStepState {
  readonly step: GateStep;
  readonly state: "waiting" | "passed" | "failed" | "skipped";
  /** In words, what was seen. */
  readonly text?: string;
}

/** A gate test as far as it has come. Plain data. */
export interface GateTest {
  readonly gate: string;
  readonly scanner?: string;
  readonly steps: readonly GateStepState[];
  /** When the gate was last released inwards, ms since the epoch, until somebody went through. */
  readonly releasedAt?: number;
}

/** A passage belongs to a scan or a release so long before it, ms. */
const passageWithin = 10_000;

/** What an installer is asked to do for each step. */
export const gateInstructions: Readonly<Record<GateStep, string>> = {
  online: "The gate is connected.",
  scan: "Scan a credential at the gate.",
  authorised: "Let one person in: press Admit, or scan a credential that opens.",
  in: "Walk in through the gate.",
  out: "Walk out through the gate.",
  alarm: "No alarm came up during the test.",
};

/** A test of one gate. The scan is left out where the gate has no scanner. `online` is how the device is now. Nobody else should use the gate meanwhile. */
export function startGateTest(gate: Gate, online: boolean | undefined): GateTest {
  const steps: GateStep[] = [
    "online",
    ...(gate.scanner === undefined ? [] : ["scan" as const]),
    "authorised",
    "in",
    "out",
    "alarm",
  ];
  const test: GateTest = {
    gate: gate.id,
    ...(gate.scanner === undefined ? {} : { scanner: gate.scanner }),
    steps: steps.map((step) => ({ step, state: "waiting" })),
  };
  return online === undefined ? test : put(test, "online", online, online ? "online" : "not online");
}

/** What the test makes of one more item of the stream. A step that has an outcome keeps it until it is repeated. */
export function observeGate(test: GateTest, item: WireItem): GateTest {
  return settled(observed(test, item));
}

function observed(test: GateTest, item: WireItem): GateTest {
  if (item.k === "device" && item.device === test.gate) {
    const { state } = item.status;
    const well = state === "online" || state === "degraded";
    return put(test, "online", well, state);
  }
  // The credential of an opened session was scanned here; the gate's own words, where there are, tell the rest.
  if (item.k === "event" && item.event.type === "session.opened" && item.event.gate === test.gate) {
    const scanned = item.event.credential === null ? test : seen(test, "scan", true, "a session was opened");
    return seen(scanned, "in", true, "a session was opened");
  }
  if (item.k !== "gate" || item.gate !== test.gate) return test;
  switch (item.what) {
    case "scan":
      return { ...seen(test, "scan", true, "a code was read"), releasedAt: item.t };
    case "authorised":
      // Somebody else is let out: neither the release that is asked for, nor one to be walked in by.
      return item.direction === "out" ? test : released(test, item.t, "the gate opened in");
    case "alarm":
      return item.active === true ? put(test, "alarm", false, `alarm: ${item.alarm ?? "unknown"}`) : test;
    case "passage":
      return passage(test, item.t, item.direction ?? "in", item.phase ?? "completed");
  }
}

/** The gate was let open inwards at `t`, ms since the epoch: the next passage belongs to it. */
export function releaseGate(test: GateTest, t: number, text: string): GateTest {
  return settled(released(test, t, text));
}

function released(test: GateTest, t: number, text: string): GateTest {
  return { ...seen(test, "authorised", true, text), releasedAt: t };
}

/**
 * A passage counts for the step it belongs to: the way in, where it follows a scan or a release, or the step that is
 * asked for now. Only such a one can be the wrong way round, and only twice is it said to be: the first may be somebody
 * else's. Passages of anybody else are not looked at.
 */
function passage(before: GateTest, t: number, direction: "in" | "out", phase: string): GateTest {
  const { releasedAt, ...test } = before;
  if (phase === "forced") return put(test, "alarm", false, `somebody pushed through (${direction})`);
  const followed = releasedAt !== undefined && t >= releasedAt && t - releasedAt <= passageWithin;
  const asked = nextStep(test);
  const step = followed && asked !== "out" ? "in" : asked;
  // Whoever was let in while the way out is asked for is not the one who was asked.
  if ((step !== "in" && step !== "out") || (followed && step === "out" && direction === "in")) return test;
  if (phase !== "completed") return direction === step ? seen(test, step, false, `the passage was ${phase}`) : test;
  if (direction === step) return seen(test, step, true, "the passage was seen");
  return step === "out" || followed ? wrongWay(test, step, direction) : test;
}

/** Text of a passage that was counted the other way round, the first and the second time. */
function wrongWay(test: GateTest, step: "in" | "out", counted: "in" | "out"): GateTest {
  const doubt = `it was counted as ${counted}: somebody else, or the wrong way round. Walk ${step} once more`;
  const again = test.steps.some((each) => each.step === step && each.text === doubt);
  const text = `it was counted as ${counted} twice: the gate's directions seem to be the wrong way round`;
  if (again) return seen(test, step, false, text);
  return withStep(test, { step, state: "waiting", text: doubt }, (each) => each.state === "waiting");
}

/** Whoever tests says how a step went that the stream does not tell of, or leaves it out. */
export function judgeStep(
  test: GateTest,
  step: GateStep,
  state: "passed" | "failed" | "skipped",
  text: string,
): GateTest {
  return settled(withStep(test, { step, state, text }));
}

/** Waits for a step once more, as if nothing had been seen of it; whoever walks in again has to be let in again. */
export function repeatStep(test: GateTest, step: GateStep): GateTest {
  const fresh = (each: GateStepState): boolean =>
    each.step === step ||
    (each.step === "authorised" && step === "in" && each.state === "passed") ||
    (each.step === "alarm" && each.state !== "failed");
  const { gate, scanner } = test;
  const steps = test.steps.map((each): GateStepState => (fresh(each) ? { step: each.step, state: "waiting" } : each));
  return { gate, ...(scanner === undefined ? {} : { scanner }), steps };
}

/** The step to do now; `undefined` once all have an outcome. The alarm is no step to do. */
export function nextStep(test: GateTest): GateStep | undefined {
  return test.steps.find(({ step, state }) => state === "waiting" && step !== "alarm")?.step;
}

/** Once every other step has its outcome, no alarm up to here is a pass, where anything was tried at all. */
function settled(test: GateTest): GateTest {
  if (nextStep(test) !== undefined) return test;
  const tried = test.steps.some(
    ({ step, state }) => ["authorised", "in", "out"].includes(step) && (state === "passed" || state === "failed"),
  );
  const alarm: GateStepState = tried
    ? { step: "alarm", state: "passed", text: "none came up" }
    : { step: "alarm", state: "skipped", text: "nothing was tried" };
  return withStep(test, alarm, (each) => each.state === "waiting");
}

/**
 * What is written down: the steps that passed or failed; one that was left out is not a finding. `undefined` before every
 * step has an outcome, and where all were left out.
 */
export function gateFinding(test: GateTest): GateFinding | undefined {
  if (test.steps.some(({ state }) => state === "waiting")) return undefined;
  const steps = test.steps
    .filter(({ state }) => state !== "skipped")
    .map(({ step, state, text }) => ({ step, passed: state === "passed", ...(text === undefined ? {} : { text }) }));
  return steps.length === 0 ? undefined : { gate: test.gate, steps };
}

/** The test with another state of one step, where that may be changed; the same one where nothing is new. */
function withStep(
  test: GateTest,
  { step, state, text }: GateStepState,
  may: (was: GateStepState) => boolean = () => true,
): GateTest {
  const changes = (was: GateStepState): boolean =>
    was.step === step && may(was) && (was.state !== state || was.text !== text);
  if (!test.steps.some(changes)) return test;
  const next: GateStepState = { step, state, ...(text === undefined ? {} : { text }) };
  return { ...test, steps: test.steps.map((was) => (changes(was) ? next : was)) };
}

function put(test: GateTest, step: GateStep, passed: boolean, text: string): GateTest {
  return withStep(test, { step, state: passed ? "passed" : "failed", text });
}

/** Only where nothing was seen yet. */
function seen(test: GateTest, step: GateStep, passed: boolean, text: string): GateTest {
  return withStep(test, { step, state: passed ? "passed" : "failed", text }, (was) => was.state === "waiting");
}
