import type { Gate } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import type { GateItem, WireItem } from "../../wire/index.ts";
import { type GateTest, gateFinding, judgeStep, nextStep, observeGate, startGateTest } from "./gate-test.ts";

const gate: Gate = { id: "gate-1", at: [0, 0], inward: [1, 0], width: 1, scanner: "scan-1" };
const said = (part: Omit<GateItem, "k" | "t" | "gate">): GateItem => ({ k: "gate", t: 1, gate: "gate-1", ...part });
const play = (test: GateTest, ...items: WireItem[]): GateTest => items.reduce(observeGate, test);
const stateOf = (test: GateTest, step: string): string | undefined =>
  test.steps.find((each) => each.step === step)?.state;

const good = [
  said({ what: "scan" }),
  said({ what: "authorised", direction: "in" }),
  said({ what: "passage", direction: "in", phase: "completed" }),
  said({ what: "passage", direction: "out", phase: "completed" }),
];

describe("the gate test", () => {
  it("passes a gate that reads, opens, and counts both ways without an alarm", () => {
    const test = play(startGateTest(gate, true), ...good);
    expect(nextStep(test)).toBeUndefined();
    expect(gateFinding(test).steps.map(({ step, passed }) => [step, passed])).toEqual([
      ["online", true],
      ["scan", true],
      ["authorised", true],
      ["in", true],
      ["out", true],
      ["alarm", true],
    ]);
  });

  it("asks for one step after the other, and needs no scan where there is no scanner", () => {
    const steps = good.map((_, i) => nextStep(play(startGateTest(gate, true), ...good.slice(0, i))));
    expect(steps).toEqual(["scan", "authorised", "in", "out"]);
    const { scanner, ...bare } = gate;
    expect(scanner).toBe("scan-1");
    expect(startGateTest(bare, true).steps.map(({ step }) => step)).not.toContain("scan");
  });

  it("finds a gate whose directions are the wrong way round", () => {
    const test = play(startGateTest(gate, true), said({ what: "passage", direction: "out", phase: "completed" }));
    expect(stateOf(test, "in")).toBe("failed");
    expect(stateOf(test, "out")).toBe("waiting");
  });

  it("does not pass a gate whose both directions are the wrong way round", () => {
    const walked = (direction: "in" | "out") => said({ what: "passage", direction, phase: "completed" });
    const test = play(startGateTest(gate, true), walked("out"), walked("in"));
    expect([stateOf(test, "in"), stateOf(test, "out")]).toEqual(["failed", "failed"]);
    const turnedRound = play(test, walked("in"), walked("out"));
    expect([stateOf(turnedRound, "in"), stateOf(turnedRound, "out")]).toEqual(["passed", "passed"]);
  });

  it("takes the way out also where the way in was left out, did not work or came to nothing", () => {
    const begun = startGateTest(gate, true);
    const out = said({ what: "passage", direction: "out", phase: "completed" });
    const early = [
      judgeStep(begun, "in", "skipped", "left out"),
      judgeStep(begun, "in", "failed", "did not work"),
      play(begun, said({ what: "passage", direction: "in", phase: "timed-out" })),
    ];
    for (const test of early) {
      expect(stateOf(play(test, out), "out")).toBe("passed");
      expect(stateOf(play(test, out), "in")).toBe(stateOf(test, "in"));
    }
  });

  it("fails on alarms, on pushing through and on passages that came to nothing", () => {
    const fire = play(startGateTest(gate, true), ...good, said({ what: "alarm", alarm: "fire", active: true }));
    expect(gateFinding(fire).steps.at(-1)).toMatchObject({ step: "alarm", passed: false });
    const forced = play(startGateTest(gate, true), said({ what: "passage", direction: "in", phase: "forced" }));
    expect(stateOf(forced, "alarm")).toBe("failed");
    const late = play(startGateTest(gate, true), said({ what: "passage", direction: "in", phase: "timed-out" }));
    expect(stateOf(late, "in")).toBe("failed");
    expect(stateOf(play(late, good[2]!), "in")).toBe("passed");
  });

  it("learns of the scan and the way in from an opened session where the gate's own words are not on the wire", () => {
    const event = { id: 1, at: 5, type: "session.opened", session: "S-1", credential: "c", gate: "gate-1" } as const;
    const test = play(startGateTest(gate, true), { k: "event", t: 5, event });
    expect([stateOf(test, "scan"), stateOf(test, "in"), stateOf(test, "out")]).toEqual(["passed", "passed", "waiting"]);
  });

  it("does not listen to another gate, and writes down what never came as not passed", () => {
    const other = good.map((item) => ({ ...item, gate: "gate-2" }));
    const test = startGateTest(gate, undefined);
    expect(play(test, ...other)).toBe(test);
    const left = judgeStep(test, "authorised", "skipped", "no right to send commands");
    const { steps } = gateFinding(left);
    expect(steps.find(({ step }) => step === "authorised")).toEqual({
      step: "authorised",
      passed: false,
      text: "no right to send commands",
    });
    expect(steps.find(({ step }) => step === "out")).toMatchObject({ passed: false, text: "not seen" });
  });
});
