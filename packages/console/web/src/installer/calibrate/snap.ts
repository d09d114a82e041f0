import type { FloorPoint, StoreModel } from "@aisle/sdk/store";

/** A place that is easily found in the store and in a picture of it. */
export interface Landmark {
  readonly at: FloorPoint;
  readonly name: string;
}

/** Corners of the floor and of zones, posts of gates, corners of gondolas where they meet the floor; each place once. */
export function landmarksOf(store: StoreModel): readonly Landmark[] {
  const found = new Map<string, Landmark>();
  const add = (x: number, y: number, name: string): void => {
    const key = `${x.toFixed(2)}/${y.toFixed(2)}`;
    if (!found.has(key)) found.set(key, { at: [x, y], name });
  };
  store.floor.forEach(([x, y], i) => add(x, y, `floor, corner ${i + 1}`));
  for (const { id, at, inward, width } of store.gates) {
    for (const side of [-0.5, 0.5]) {
      add(
        at[0] - inward[1] * width * side,
        at[1] + inward[0] * width * side,
        `${id}, ${side < 0 ? "one" : "other"} post`,
      );
    }
  }
  for (const { plates } of store.shelves) {
    for (const { id, center, size, facing } of plates) {
      for (const along of [-0.5, 0.5]) {
        for (const deep of [-0.5, 0.5]) {
          const x = center[0] - facing[1] * size[0] * along + facing[0] * size[1] * deep;
          const y = center[1] + facing[0] * size[0] * along + facing[1] * size[1] * deep;
          add(x, y, `corner of ${id}`);
        }
      }
    }
  }
  for (const { id, polygon } of store.zones) polygon.forEach(([x, y], i) => add(x, y, `zone ${id}, corner ${i + 1}`));
  return [...found.values()];
}

/** The landmark nearest to a place, not further than `reach` metres. */
export function snap(landmarks: readonly Landmark[], x: number, y: number, reach: number): Landmark | undefined {
  let best: Landmark | undefined;
  let least = reach;
  for (const landmark of landmarks) {
    const away = Math.hypot(landmark.at[0] - x, landmark.at[1] - y);
    if (away > least) continue;
    least = away;
    best = landmark;
  }
  return best;
}
