import { isAisleError } from "@aisle/sdk";
import { beforeEach, describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { createDelivery, type Delivery } from "../delivery/index.ts";
import { planFloor } from "../layout/index.ts";
import { resolveSettings } from "../settings.ts";
import { createGate, type Gate } from "./gate.ts";

let delivery: Delivery;
const open = (admission: "automatic" | "host"): Gate => {
  const settings = resolveSettings({ admission, difficulty: { duplicateReadings: 0, lateReadings: 0 } });
  delivery = createDelivery(settings.difficulty, createChance(1));
  const [place] = planFloor(1, 1).gates;
  if (place === undefined) throw new TypeError("the plan has no gate");
  return createGate(place, settings, delivery, createChance(2));
};
const said = (): readonly string[] =>
  delivery
    .take(Number.POSITIVE_INFINITY)
    .map(({ reading }) =>
      reading.type === "passage" ? `${reading.data.phase} ${reading.data.direction}` : reading.type,
    );

describe("a gate that opens by itself", () => {
  let gate: Gate;
  beforeEach(() => {
    gate = open("automatic");
  });

  it("lets one person pass 0.3 s after a scan, once", () => {
    gate.scan("MEMBER-1", 1000);
    gate.tick(1280);
    expect(gate.pass("in")).toBe(false);
    gate.tick(1300);
    expect(gate.pass("in")).toBe(true);
    expect(gate.pass("in")).toBe(false);
    expect(said()).toEqual(["scan", "authorised"]);
  });

  it("shuts again after 5 s and says that nobody came", () => {
    gate.scan("MEMBER-1", 1000);
    gate.tick(1300);
    gate.tick(6280);
    expect(said()).toEqual(["scan", "authorised"]);
    gate.tick(6300);
    expect(said()).toEqual(["timed-out in"]);
    expect(gate.pass("in")).toBe(false);
  });

  it("lets people out without asking, unless it is locked", () => {
    expect(gate.pass("out")).toBe(true);
    gate.command("setMode", { mode: "locked" }, 2000);
    expect(gate.mode).toBe("locked");
    expect(gate.pass("out")).toBe(false);
    gate.scan("MEMBER-1", 2000);
    gate.tick(2400);
    expect(gate.pass("in")).toBe(false);
    expect(said()).toEqual(["scan", "mode"]);
  });

  it("serves people one after the other, in the order they came", () => {
    expect([gate.queue("a"), gate.queue("b"), gate.queue("c"), gate.queue("b")]).toEqual([0, 1, 2, 1]);
    gate.release("b");
    gate.release("a");
    expect(gate.queue("c")).toBe(0);
  });
});

describe("a gate that the host opens", () => {
  it("stays shut after a scan until it is told to admit", () => {
    const gate = open("host");
    gate.scan("MEMBER-1", 1000);
    gate.tick(4000);
    expect(gate.pass("in")).toBe(false);
    gate.command("admit", { direction: "in" }, 4100);
    expect(gate.pass("out")).toBe(true);
    expect(gate.pass("in")).toBe(true);
    expect(gate.pass("in")).toBe(false);
  });

  it("refuses what a turnstile cannot do and says what it can", () => {
    const gate = open("host");
    for (const [name, input] of [
      ["admit", {}],
      ["admit", null],
      ["setMode", { mode: "ajar" }],
      ["tare", {}],
    ] as const) {
      let refusal: unknown;
      try {
        gate.command(name, input, 1);
      } catch (error) {
        refusal = error;
      }
      expect(isAisleError(refusal) && refusal.code).toBe("simulation-command-refused");
      expect(String(refusal)).toContain("gate-1");
    }
  });
});
