import type { PlateChange, WeightChange } from "../shelf/weight-change.ts";

/**
 * All ways to cut a change over several plates into two at a border between plates, along the shelf's plates as they
 * are listed by `position`. Two people who reach next to each other at once step together; so does a thing across both.
 */
export function cuts(
  change: WeightChange,
  position: (plate: number) => number,
): readonly (readonly [WeightChange, WeightChange])[] {
  const along = [...change.plates].sort((a, b) => position(a.plate) - position(b.plate));
  const found: [WeightChange, WeightChange][] = [];
  for (let k = 1; k < along.length; k++) {
    found.push([ownPart(change, along.slice(0, k)), ownPart(change, along.slice(k))]);
  }
  return found;
}

/** Two changes one after the other on or beside the same plates, as one at the time of the second: it is the movement of the thing. */
export function joined(first: WeightChange, second: WeightChange): WeightChange {
  const plates = new Map<number, PlateChange>();
  for (const part of [...first.plates, ...second.plates]) {
    const known = plates.get(part.plate);
    plates.set(part.plate, {
      plate: part.plate,
      delta: (known?.delta ?? 0) + part.delta,
      variance: (known?.variance ?? 0) + part.variance,
    });
  }
  return withPlates(second, [...plates.values()]);
}

/** Some of a change's plates, in the time in which these moved. */
function ownPart(change: WeightChange, plates: readonly PlateChange[]): WeightChange {
  const from = Math.min(...plates.map((plate) => plate.from ?? change.from));
  const to = Math.max(...plates.map((plate) => plate.to ?? change.to));
  return withPlates({ ...change, from, to }, plates);
}

function withPlates({ shelf, from, to, decidedAt }: WeightChange, plates: readonly PlateChange[]): WeightChange {
  return {
    ...{ shelf, from, to, decidedAt },
    plates: [...plates].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || a.plate - b.plate),
  };
}
