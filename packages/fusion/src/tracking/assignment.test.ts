import fc from "fast-check";
import { expect, test } from "vitest";
import { addPair, assign, createAssignment, endRow, resetAssignment } from "./assignment.ts";

function solved(gains: readonly (readonly number[])[], room = createAssignment()): number[] {
  const columns = gains[0]?.length ?? 0;
  resetAssignment(room, gains.length, columns);
  gains.forEach((row, i) => {
    row.forEach((gain, j) => {
      if (gain > 0) addPair(room, j, gain);
    });
    endRow(room, i);
  });
  assign(room, gains.length, columns);
  return [...room.chosen.slice(0, gains.length)];
}

function total(gains: readonly (readonly number[])[], chosen: readonly number[]): number {
  return chosen.reduce((sum, column, row) => sum + (column >= 0 ? (gains[row]?.[column] ?? 0) : 0), 0);
}

function best(gains: readonly (readonly number[])[], row = 0, used: readonly number[] = []): number {
  const own = gains[row];
  if (!own) return 0;
  let most = best(gains, row + 1, used);
  own.forEach((gain, column) => {
    if (gain > 0 && !used.includes(column)) most = Math.max(most, gain + best(gains, row + 1, [...used, column]));
  });
  return most;
}

const problems = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) => {
  const gain = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 40 }).map((n) => n / 4),
  );
  return fc.array(fc.array(gain, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
});

test("no other one-to-one choice gains more, and what each gains is told", () => {
  const room = createAssignment();
  fc.assert(
    fc.property(problems, (gains) => {
      const chosen = solved(gains, room);
      const taken = chosen.filter((column) => column >= 0);
      expect(new Set(taken).size).toBe(taken.length);
      expect(total(gains, chosen)).toBeCloseTo(best(gains), 9);
      const gained = [...room.gained.slice(0, gains.length)];
      expect(gained).toEqual(chosen.map((column, row) => (column >= 0 ? gains[row]![column] : 0)));
    }),
    { numRuns: 500 },
  );
});

test("a pair without gain is never chosen", () => {
  expect(solved([[0, 0]])).toEqual([-1]);
});

test("two who want the same give way where it costs least", () => {
  expect(
    solved([
      [5, 4],
      [5, 1],
    ]),
  ).toEqual([1, 0]);
});

test("of two that are as good the first is taken, in whatever order they were found", () => {
  const room = createAssignment();
  resetAssignment(room, 1, 4);
  for (const column of [2, 1, 3]) addPair(room, column, 5);
  endRow(room, 0);
  assign(room, 1, 4);
  expect(room.chosen[0]).toBe(1);
});

test("a room takes as many pairs as there are", () => {
  const gains = Array.from({ length: 20 }, (_, i) => Array.from({ length: 20 }, (_, j) => 1 + ((i + j) % 20)));
  const chosen = solved(gains);
  expect(total(gains, chosen)).toBe(400);
});

test("a room that was used for a larger problem forgets it", () => {
  const room = createAssignment();
  solved(
    Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 3)),
    room,
  );
  expect(solved([[0, 2]], room)).toEqual([1]);
});
