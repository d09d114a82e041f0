import { VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { type RelayTurnstileOptions, relayTurnstile } from "./relay-turnstile.ts";

function gate(options: Omit<RelayTurnstileOptions, "clock"> = {}) {
  const clock = new VirtualClock(0);
  const unit = relayTurnstile({ clock, ...options });
  const admitted: string[] = [];
  unit.onAdmit((direction) => admitted.push(direction));
  return {
    clock,
    unit,
    admitted,
    coils: () => unit.read("coils", 0, 4).join(""),
    inputs: () => unit.read("discrete", 0, 7).join(""),
    counts: () => unit.read("input", 0, 8),
    pass: (direction: "in" | "out") => {
      const stepped = unit.start(direction);
      unit.complete(direction);
      return stepped;
    },
  };
}

describe("a relay module at a turnstile", () => {
  it("opens for one person at a pulse, takes it back, and shows each phase", () => {
    const { clock, unit, coils, inputs, counts, pass, admitted } = gate();
    expect([coils(), inputs(), unit.mayPass("in")]).toEqual(["0000", "0010000", false]);
    unit.write("coils", 0, [1]);
    expect([coils(), inputs(), counts(), admitted]).toEqual(["1000", "0000000", [0, 0, 0, 0, 5_000, 0, 1, 0], ["in"]]);
    clock.advanceTo(199);
    expect(coils()).toBe("1000");
    clock.advanceTo(200);
    expect([coils(), counts()[4]]).toEqual(["0000", 4_800]);
    expect([unit.mayPass("out"), unit.start("in"), inputs(), unit.start("in")]).toEqual([
      false,
      true,
      "0000010",
      false,
    ]);
    unit.complete("in");
    expect([inputs(), counts()]).toEqual(["1010000", [0, 1, 0, 0, 0, 0, 1, 0]]);
    clock.advanceTo(499);
    expect(inputs()).toBe("1010000");
    clock.advanceTo(500);
    expect([inputs(), pass("in"), clock.nextTimerAt()]).toEqual(["0010000", false, undefined]);
  });

  it("counts a window that runs out, and waits for whoever is in the way already", () => {
    const { clock, unit, counts, inputs } = gate();
    unit.write("coils", 1, [1]);
    clock.advanceTo(5_000);
    expect([counts(), inputs(), unit.mayPass("out")]).toEqual([[0, 0, 0, 0, 0, 1, 0, 1], "0010000", false]);
    unit.write("coils", 1, [1]);
    clock.advanceTo(9_999);
    expect(unit.start("out")).toBe(true);
    clock.advanceTo(20_000);
    expect([inputs(), counts()[4], counts()[5]]).toEqual(["0000001", 0, 1]);
    unit.complete("out");
    expect(counts()).toEqual([0, 0, 0, 1, 0, 1, 0, 2]);
  });

  it("gives what is left of the window back when somebody goes back, and runs out when nothing is", () => {
    const { clock, unit, counts } = gate();
    unit.write("coils", 0, [1]);
    unit.start("in");
    unit.giveUp("in");
    expect(unit.start("in")).toBe(true);
    clock.advanceTo(6_000);
    unit.giveUp("in");
    expect([counts(), unit.mayPass("in")]).toEqual([[0, 0, 0, 0, 0, 1, 1, 0], false]);
  });

  it("passes over a pulse while somebody has leave, is in the way, it is blocked or there is a fire", () => {
    const { clock, unit, counts, inputs } = gate();
    const pulse = (): number => {
      unit.write("coils", 1, [0]);
      unit.write("coils", 1, [1]);
      return counts()[7]!;
    };
    unit.write("coils", 0, [1, 1]);
    expect([counts()[6], counts()[7], pulse()]).toEqual([1, 0, 0]);
    unit.start("in");
    expect([pulse(), inputs()]).toEqual([0, "0000010"]);
    unit.complete("in");
    unit.write("coils", 2, [1]);
    expect([pulse(), inputs()]).toEqual([0, "1000000"]);
    unit.write("coils", 2, [0]);
    unit.fire(true);
    expect([pulse(), inputs(), unit.mayPass("in"), unit.mayPass("out")]).toEqual([0, "1000100", true, true]);
    unit.fire(false);
    clock.advanceTo(300);
    expect([unit.mayPass("in"), pulse(), inputs()]).toEqual([false, 1, "0000000"]);
  });

  it("does not open twice while one pulse holds its relay", () => {
    const { unit, counts, pass } = gate();
    unit.write("coils", 0, [1]);
    pass("in");
    unit.write("coils", 0, [1]);
    expect([counts()[6], unit.mayPass("in")]).toEqual([1, false]);
  });

  it("keeps everybody out while it is blocked, and the window runs out", () => {
    const { clock, unit, counts } = gate();
    unit.write("coils", 0, [1]);
    unit.write("coils", 2, [1]);
    expect(unit.mayPass("in")).toBe(false);
    clock.advanceTo(5_000);
    expect(counts()[5]).toBe(1);
  });

  it("is free as long as a coil is held in potential control, one way or both", () => {
    const { clock, unit, pass, coils, counts, inputs } = gate();
    unit.write("coils", 0, [1, 0, 0, 1]);
    expect([unit.mode, coils(), inputs()]).toEqual(["potential", "1001", "0010000"]);
    clock.advanceTo(60_000);
    expect([pass("in"), pass("in"), pass("out")]).toEqual([true, true, false]);
    unit.write("coils", 1, [1]);
    expect([pass("out"), coils(), counts()]).toEqual([true, "1101", [0, 2, 0, 1, 0, 0, 0, 0]]);
    unit.write("coils", 0, [0]);
    expect(pass("in")).toBe(false);
    unit.write("coils", 3, [0]);
    expect([unit.mode, coils(), pass("out")]).toEqual(["pulse", "0000", false]);
  });

  it("shows an alarm for two seconds when somebody pushes through, and does not count them", () => {
    const { clock, unit, inputs, counts } = gate();
    unit.force("in");
    expect([inputs(), counts().slice(0, 4)]).toEqual(["0011000", [0, 0, 0, 0]]);
    clock.advanceTo(2_000);
    expect(inputs()).toBe("0010000");
  });

  it("lets everybody out by its build where it was made so, unless it is blocked", () => {
    const { unit, pass, counts } = gate({ freeOut: true });
    expect([pass("out"), pass("in"), counts().slice(0, 4)]).toEqual([true, false, [0, 0, 0, 1]]);
    unit.write("coils", 2, [1]);
    expect(pass("out")).toBe(false);
  });

  it("rolls its counters of passages over at 32 bits", () => {
    const { unit, counts, pass } = gate({ passages: { in: 0xffff_ffff, out: 0x0001_ffff } });
    expect(counts().slice(0, 4)).toEqual([0xffff, 0xffff, 1, 0xffff]);
    unit.write("coils", 0, [1, 1, 0, 1]);
    pass("in");
    pass("out");
    expect(counts().slice(0, 4)).toEqual([0, 0, 2, 0]);
  });

  it("has four coils, seven inputs and eight registers, and no holding register", () => {
    const { unit } = gate();
    const address = expect.objectContaining({ code: "modbus-illegal-address" });
    for (const [table, count] of [
      ["coils", 5],
      ["discrete", 8],
      ["input", 9],
      ["holding", 1],
    ] as const) {
      expect(() => unit.read(table, 0, count)).toThrow(address);
    }
    expect(() => {
      unit.write("coils", 3, [1, 1]);
    }).toThrow(address);
    expect(() => {
      unit.write("holding", 0, [1]);
    }).toThrow(address);
    expect(() => {
      unit.write("coils", 0, [2]);
    }).toThrow(expect.objectContaining({ code: "modbus-illegal-value" }));
  });

  it("opens for one person from the desk as for a pulse, and not while it is not ready", () => {
    const { clock, unit, counts, coils, admitted, pass } = gate();
    expect([unit.letPass("in"), unit.letPass("out"), coils(), counts(), admitted]).toEqual([
      ...[true, false, "0000"],
      ...[[0, 0, 0, 0, 5_000, 0, 1, 0], ["in"]],
    ]);
    expect([pass("in"), unit.mayPass("in")]).toEqual([true, false]);
    unit.write("coils", 2, [1]);
    expect(unit.letPass("in")).toBe(false);
    unit.write("coils", 2, [0]);
    unit.fire(true);
    expect([unit.letPass("in"), counts()[6], clock.nextTimerAt()]).toEqual([false, 1, undefined]);
  });

  it("counts a passage as unheard until its PASS input is read in time", () => {
    const { clock, unit, pass, inputs } = gate();
    unit.write("coils", 0, [1, 0, 0, 1]);
    pass("in");
    inputs();
    inputs();
    pass("in");
    clock.advanceTo(300);
    inputs();
    expect(unit.said.get("passage")).toEqual({ said: 2, heard: 1, unheard: 1 });
  });
});
