import type { Gate } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import type { GateItem, WireItem } from "../../wire/index.ts";
import {
  type GateStep,
  type GateTest,
  gateFinding,
  judgeStep,
  nextStep,
  observeGate,
  releaseGate,
  repeatStep,
  startGateTest,
} from "./gate-test.ts";

const gate: Gate = { id: "gate-1", at: [0, 0], inward: [1, 0], width: 1, scanner: "scan-1" };
const said = (part: Omit<GateItem, "k" | "t" | "gate">, t = 1): GateItem => ({ k: "gate", t, gate: "gate-1", ...part });
const walked = (direction: "in" | "out", t = 1, phase: GateItem["phase"] = "completed"): GateItem =>
  said({ what: "passage", direction, phase }, t);
const scan = said({ what: "scan" });
const released = said({ what: "authorised", direction: "in" });
const play = (test: GateTest, ...items: WireItem[]): GateTest => items.reduce(observeGate, test);
const stateOf = (test: GateTest, step: string): string | undefined =>
  test.steps.find((each) => each.step === step)?.state;

const good = [scan, released, walked("in"), walked("out")];
const textOf = (test: GateTest, step: GateStep): string | undefined =>
  test.steps.find((each) => each.step === step)?.text;

describe("the gate test", () => {
  it("passes a gate that reads, opens, and counts both ways without an alarm", () => {
    const test = play(startGateTest(gate, true), ...good);
    expect(nextStep(test)).toBeUndefined();
    expect(gateFinding(test)?.steps.map(({ step, passed }) => [step, passed])).toEqual([
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

  it("accuses nobody because of passers-by: only a passage after a release belongs to the way in", () => {
    const begun = startGateTest(gate, true);
    expect(play(begun, walked("out"), walked("in"))).toEqual(begun);
    const waits = play(begun, scan, released);
    expect(stateOf(play(waits, walked("out", 60_000)), "in")).toBe("waiting");
    expect(textOf(play(waits, walked("out", 60_000)), "in")).toBeUndefined();
    const letOut = play(waits, walked("out", 60_000), said({ what: "authorised", direction: "out" }, 61_000));
    expect(textOf(play(letOut, walked("out", 62_000)), "in")).toBeUndefined();
  });

  it("doubts the first way in that is counted as out, and believes the second", () => {
    const doubt = play(startGateTest(gate, true), scan, released, walked("out"));
    expect([stateOf(doubt, "in"), nextStep(doubt)]).toEqual(["waiting", "in"]);
    expect(textOf(doubt, "in")).toContain("Walk in once more");
    expect(stateOf(play(doubt, scan, walked("in")), "in")).toBe("passed");
    const twice = play(doubt, scan, walked("out"));
    expect([stateOf(twice, "in"), nextStep(twice)]).toEqual(["failed", "out"]);
    expect(textOf(twice, "in")).toContain("wrong way round");
    expect(stateOf(play(twice, scan, walked("in")), "out")).toBe("waiting");
    expect(textOf(play(twice, scan, walked("in")), "out")).toBeUndefined();
    const both = play(twice, walked("in"), walked("in"));
    expect(stateOf(both, "out")).toBe("failed");
    expect(
      gateFinding(both)
        ?.steps.filter(({ passed }) => !passed)
        .map(({ step }) => step),
    ).toEqual(["in", "out"]);
  });

  it("keeps an outcome whatever is seen later, until the step is repeated", () => {
    const late = play(startGateTest(gate, true), scan, released, walked("in", 1, "timed-out"));
    expect(stateOf(late, "in")).toBe("failed");
    expect(stateOf(play(late, scan, walked("in")), "in")).toBe("failed");
    const again = repeatStep(play(late, walked("out")), "in");
    expect(again.steps.map(({ state }) => state)).toEqual([
      ...["passed", "passed", "waiting", "waiting", "passed", "waiting"],
    ]);
    expect(gateFinding(again)).toBeUndefined();
    const better = play(releaseGate(again, 5, "the gate took the command"), walked("in", 6));
    expect(gateFinding(better)?.steps.every(({ passed }) => passed)).toBe(true);
  });

  it("fails on alarms and on pushing through at any time", () => {
    const fire = play(startGateTest(gate, true), ...good, said({ what: "alarm", alarm: "fire", active: true }));
    expect(gateFinding(fire)?.steps.at(-1)).toMatchObject({ step: "alarm", passed: false });
    expect(stateOf(play(startGateTest(gate, true), walked("in", 1, "forced")), "alarm")).toBe("failed");
  });

  it("learns of the scan and the way in from an opened session where the gate's own words are not on the wire", () => {
    const event = { id: 1, at: 5, type: "session.opened", session: "S-1", credential: "c", gate: "gate-1" } as const;
    const test = play(startGateTest(gate, true), { k: "event", t: 5, event });
    expect([stateOf(test, "scan"), stateOf(test, "in"), stateOf(test, "out")]).toEqual(["passed", "passed", "waiting"]);
  });

  it("does not listen to another gate", () => {
    const test = startGateTest(gate, undefined);
    expect(play(test, ...good.map((item) => ({ ...item, gate: "gate-2" })))).toBe(test);
  });

  it("is a finding once every step has an outcome, without the steps that were left out", () => {
    const steps: readonly GateStep[] = ["online", "scan", "authorised", "in", "out"];
    let test = startGateTest(gate, undefined);
    for (const step of steps.slice(0, 4)) {
      test = judgeStep(test, step, "skipped", "left out");
      expect(gateFinding(test)).toBeUndefined();
    }
    const nothing = judgeStep(test, "out", "skipped", "left out");
    expect([stateOf(nothing, "alarm"), gateFinding(nothing)]).toEqual(["skipped", undefined]);
    expect(gateFinding(play(test, walked("out")))).toEqual({
      gate: "gate-1",
      steps: [
        { step: "out", passed: true, text: "the passage was seen" },
        { step: "alarm", passed: true, text: "none came up" },
      ],
    });
  });
});
