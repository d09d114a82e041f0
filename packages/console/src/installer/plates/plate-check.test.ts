import type { ShelfModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlateStatistics } from "../../wire/index.ts";
import { ask, giveUp, observePlates, type PlateCheck, progressOf, startPlateCheck } from "./plate-check.ts";

const shelf = (id: string, count: number): ShelfModel => ({
  id,
  rateHz: 20,
  plates: Array.from({ length: count }, (_, i) => ({
    id: `${id}/p${i + 1}`,
    center: [i, 0, 1],
    size: [0.3, 0.4],
    facing: [0, -1],
  })),
});
const shelves = [shelf("g1", 3), shelf("g2", 2)];

function still(plate: string, part: Partial<PlateStatistics> = {}): PlateStatistics {
  return { plate, shelf: plate.split("/")[0]!, grams: 100, noise: 1, drift: 0.4, state: "quiet", ...part };
}
const touchedAt = (plate: string, at: number, grams = 300, part: Partial<PlateStatistics> = {}): PlateStatistics =>
  still(plate, { touched: { at, grams }, ...part });

/** At rest, touched at 1,000 and heard of at 2,000. */
function afterTouch(rest: PlateStatistics, ...heard: PlateStatistics[]): PlateCheck {
  return observePlates(observePlates(startPlateCheck(shelves, 0), [rest], 500), heard, 2_000);
}

describe("the plate check", () => {
  it("asks for each plate, shelf by shelf, and goes on when the right one answers", () => {
    const check = startPlateCheck(shelves, 0);
    expect(check.asked).toBe("g1/p1");
    const next = afterTouch(still("g1/p1"), touchedAt("g1/p1", 1_000), still("g1/p2"));
    expect(next.findings).toEqual([{ plate: "g1/p1", state: "ok", noise: 1, drift: 0.4 }]);
    expect(next.asked).toBe("g1/p2");
    expect(progressOf(next)).toEqual({ done: 1, of: 5, shelf: { id: "g1", done: 1, of: 3 } });
  });

  it("waits until the answer is settled, and takes the strongest: a push is also felt next door", () => {
    const check = startPlateCheck(shelves, 0);
    const heard = [touchedAt("g1/p1", 1_000, 400), touchedAt("g1/p2", 900, 60)];
    expect(observePlates(check, heard, 1_100).findings).toEqual([]);
    expect(observePlates(check, heard, 1_700).findings[0]).toMatchObject({ plate: "g1/p1", state: "ok" });
  });

  it("says which plate answered where the wires are crossed", () => {
    const next = afterTouch(still("g1/p1"), still("g1/p1"), touchedAt("g2/p2", 1_000));
    expect(next.findings[0]).toMatchObject({ plate: "g1/p1", state: "crossed", answered: "g2/p2" });
  });

  it("does not call wires crossed by what another shelf says while somebody is in the store", () => {
    const check = observePlates(startPlateCheck(shelves, 0), [still("g1/p1")], 500);
    const far = [still("g1/p1"), touchedAt("g2/p2", 1_000)];
    expect(observePlates(check, far, 2_000, true)).toMatchObject({ asked: "g1/p1", findings: [] });
    expect(observePlates(check, far, 2_000, false).findings[0]).toMatchObject({ state: "crossed" });
    const near = [...far, touchedAt("g1/p2", 1_200)];
    expect(observePlates(check, near, 2_000, true).findings[0]).toMatchObject({ answered: "g1/p2" });
    expect(observePlates(check, [touchedAt("g1/p1", 1_000)], 2_000, true).findings[0]).toMatchObject({ state: "ok" });
  });

  it("takes a short tap on a plate that is asked for once more, though only the letting go is still seen", () => {
    const first = afterTouch(still("g1/p1"), touchedAt("g1/p1", 1_000));
    const again = ask(first, 3_000, "g1/p1");
    expect(observePlates(again, [touchedAt("g1/p1", 2_900, -300)], 4_000).findings).toEqual([]);
    const tapped = observePlates(again, [touchedAt("g1/p1", 3_500, -300)], 4_500);
    expect(tapped.findings).toMatchObject([{ plate: "g1/p1", state: "ok" }]);
    expect(tapped.asked).toBe("g1/p2");
  });

  it("does not take an old touch, a faint one or a neighbour's rattle for an answer", () => {
    const heard = [
      touchedAt("g1/p1", -5),
      touchedAt("g1/p2", 1_000, 12),
      touchedAt("g1/p3", 1_000, 90, { state: "rattle" }),
    ];
    expect(afterTouch(still("g1/p1"), ...heard).findings).toEqual([]);
  });

  it("does not take letting go of the last plate for an answer to the next question", () => {
    const first = afterTouch(still("g1/p1"), touchedAt("g1/p1", 1_000));
    const letGo = observePlates(first, [touchedAt("g1/p1", 2_500, -300), still("g1/p2")], 4_000);
    expect(letGo).toMatchObject({ asked: "g1/p2", findings: [{ plate: "g1/p1" }] });
    const pressed = observePlates(letGo, [touchedAt("g1/p1", 5_000, 300), still("g1/p2")], 6_000);
    expect(pressed.findings[1]).toMatchObject({ plate: "g1/p2", state: "crossed", answered: "g1/p1" });
  });

  it("calls a plate that answers but is loud or wanders at rest by its name", () => {
    const loud = still("g1/p1", { noise: 22 });
    expect(afterTouch(loud, touchedAt("g1/p1", 1_000, 500)).findings[0]).toMatchObject({ state: "rattle", noise: 22 });
    const wanders = still("g1/p1", { drift: -44.44 });
    expect(afterTouch(wanders, touchedAt("g1/p1", 1_000)).findings[0]).toMatchObject({ state: "drift", drift: -44.4 });
  });

  it("finds a plate dead by itself when it has no samples, and untouched when somebody gives up on it", () => {
    const dead = still("g1/p1", { grams: null, noise: null, drift: null, state: "dead" });
    expect(observePlates(startPlateCheck(shelves, 0), [dead], 3_000).findings).toEqual([]);
    expect(observePlates(startPlateCheck(shelves, 0), [dead], 4_000).findings).toEqual([
      { plate: "g1/p1", state: "dead" },
    ]);
    const check = observePlates(startPlateCheck(shelves, 0), [still("g1/p1")], 3_000);
    expect(giveUp(check, 3_100)).toMatchObject({ asked: "g1/p2", findings: [{ plate: "g1/p1", state: "untouched" }] });
  });

  it("is taken up where it was left, and asks for one plate again", () => {
    const kept = [
      { plate: "g1/p1", state: "ok" },
      { plate: "gone/p9", state: "ok" },
    ] as const;
    const check = startPlateCheck(shelves, 0, kept);
    expect(check).toMatchObject({ asked: "g1/p2", findings: [kept[0]] });
    const again = ask(check, 10, "g1/p1");
    expect(again).toMatchObject({ asked: "g1/p1", findings: [] });
    expect(giveUp(again, 20).asked).toBe("g1/p2");
  });

  it("ends with one finding for each plate, whatever answers", () => {
    const names = startPlateCheck(shelves, 0).order.map(({ plate }) => plate);
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...names)), { minLength: 5, maxLength: 30 }), (answers) => {
        let check = startPlateCheck(shelves, 0);
        answers.forEach((answer, i) => {
          const t = (i + 1) * 10_000;
          check = answer === null ? giveUp(check, t) : observePlates(check, [touchedAt(answer, t - 1_000)], t);
        });
        expect(check.asked).toBeUndefined();
        expect(check.findings.map(({ plate }) => plate)).toEqual(names);
        expect(giveUp(check, 1e9)).toBe(check);
      }),
    );
  });
});
