import type { PlateModel, ShelfModel } from "@aisle/sdk/store";

/** Plates of an interaction whose curves are kept, and neighbours of them. */
const mostOwn = 8;
const mostNeighbours = 2;
/** Metres: neighbours lie at about one height, and not farther than this. */
const sill = 0.1;
const farthest = 1;

/** The plates whose curves tell of an interaction, as indices of the shelf: its own, then the nearest beside them. */
export function platesToShow(shelf: ShelfModel, ids: readonly string[]): readonly number[] {
  const own = ids
    .map((id) => shelf.plates.findIndex((plate) => plate.id === id))
    .filter((index) => index >= 0)
    .slice(0, mostOwn);
  const near = shelf.plates
    .map((plate, index) => ({ index, away: Math.min(...own.map((k) => distance(plate, shelf.plates[k]!))) }))
    .filter(({ index, away }) => !own.includes(index) && away <= farthest)
    .sort((a, b) => a.away - b.away || a.index - b.index)
    .slice(0, mostNeighbours);
  return [...own, ...near.map(({ index }) => index)];
}

function distance({ center: [ax, ay, az] }: PlateModel, { center: [bx, by, bz] }: PlateModel): number {
  return Math.abs(az - bz) > sill ? Number.POSITIVE_INFINITY : Math.hypot(ax - bx, ay - by);
}
