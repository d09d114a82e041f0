import type { Gate } from "@aisle/sdk/store";
import type { GateFinding, WireItem } from "../../wire/index.ts";

/** What a gate has to show. */
export type GateStep = "online" | "scan" | "authorised" | "in" | "out" | "alarm";

/** One step of a gate test: `waiting` for it, or seen to be right or wrong. */
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
}

/** What an installer is asked to do for each step. */
export const gateInstructions: Readonly<Record<GateStep, string>> = {
  online: "The gate is connected.",
  scan: "Scan a credential at the gate.",
  authorised: "Let one person in: press Admit, or scan a credential that opens.",
  in: "Walk in through the gate.",
  out: "Walk out through the gate.",
  alarm: "No alarm came up during the test.",
};

/** A test of one gate. The scan is left out where the gate has no scanner. `online` is how the device is now. */
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

/** What the test makes of one more item of the stream. The alarm step is judged by `finishGateTest`. */
export function observeGate(test: GateTest, item: WireItem): GateTest {
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
      return put(test, "scan", true, "a code was read");
    case "authorised":
      return put(test, "authorised", true, `the gate opened ${item.direction ?? ""}`.trim());
    case "alarm":
      return item.active === true ? put(test, "alarm", false, `alarm: ${item.alarm ?? "unknown"}`) : test;
    case "passage":
      return passage(test, item.direction ?? "in", item.phase ?? "completed");
  }
}

/** What a step says that was counted the other way round. */
const wrongWay = (direction: "in" | "out"): string =>
  `it was counted as ${direction}: the gate's directions are the wrong way round`;

/**
 * A passage the wrong way round fails the step that is waited for: the gate's directions are set up the other way. A
 * step that failed for another reason, or was left out, may be walked again.
 */
function passage(test: GateTest, direction: "in" | "out", phase: string): GateTest {
  if (phase === "forced") return put(test, "alarm", false, `somebody pushed through (${direction})`);
  if (phase !== "completed") return seen(test, direction, false, `the passage was ${phase}`);
  const waits = (asked: GateStep): boolean =>
    test.steps.some(({ step, state }) => step === asked && state === "waiting");
  if (waits("in") && direction === "out") return put(test, "in", false, wrongWay("out"));
  const turned = test.steps.some(({ step, text }) => step === "in" && text === wrongWay("out"));
  if (turned && waits("out") && direction === "in") return put(test, "out", false, wrongWay("in"));
  return put(test, direction, true, "the passage was seen");
}

/** Whoever tests says how a step went that the stream does not tell of, or leaves it out. */
export function judgeStep(
  test: GateTest,
  step: GateStep,
  state: "passed" | "failed" | "skipped",
  text: string,
): GateTest {
  return { ...test, steps: test.steps.map((each) => (each.step === step ? { step, state, text } : each)) };
}

/** No alarm up to here is a pass; steps that still wait stay as they are. */
export function finishGateTest(test: GateTest): GateTest {
  return seen(test, "alarm", true, "none came up");
}

/** The step to do now; `undefined` once all but the alarm are done. */
export function nextStep(test: GateTest): GateStep | undefined {
  return test.steps.find(({ step, state }) => state === "waiting" && step !== "alarm")?.step;
}

/** What is written down: steps that were skipped or never came have not passed. */
export function gateFinding(test: GateTest): GateFinding {
  const said = (each: GateStepState): string | undefined =>
    each.text ?? (each.state === "waiting" ? "not seen" : undefined);
  return {
    gate: test.gate,
    steps: finishGateTest(test).steps.map((each) => {
      const text = said(each);
      return { step: each.step, passed: each.state === "passed", ...(text === undefined ? {} : { text }) };
    }),
  };
}

function put(test: GateTest, step: GateStep, passed: boolean, text: string): GateTest {
  const state = passed ? "passed" : "failed";
  if (test.steps.every((each) => each.step !== step || (each.state === state && each.text === text))) return test;
  return { ...test, steps: test.steps.map((each) => (each.step === step ? { step, state, text } : each)) };
}

/** Only where nothing was seen yet. */
function seen(test: GateTest, step: GateStep, passed: boolean, text: string): GateTest {
  return test.steps.some((each) => each.step === step && each.state === "waiting")
    ? put(test, step, passed, text)
    : test;
}
