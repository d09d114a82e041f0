import type { FloorPoint, StoreModel } from "@aisle/sdk/store";
import { boundsOf, gondolasOf, inside, type Pinhole, pixelOf } from "../../../../src/installer/index.ts";

/** A line over the picture, in its pixels, and what it is of. */
export interface PictureLine {
  readonly kind: "grid" | "rim" | "gondola";
  readonly path: string;
}

/** Metres between points of a line, and the lines of the grid. */
const step = 0.25;
const mostLines = 60;

/** The floor as a camera would see it: a grid of metres, the floor's rim, the feet and tops of the gondolas. */
export function floorLines(store: StoreModel, camera: Pinhole, width: number, height: number): readonly PictureLine[] {
  const { minX, minY, maxX, maxY } = boundsOf(store.floor);
  const every = Math.max(1, Math.ceil(Math.max(maxX - minX, maxY - minY) / mostLines));
  const lines: PictureLine[] = [];
  const draw = (
    kind: PictureLine["kind"],
    places: readonly (readonly [number, number, number])[],
    within: boolean,
  ): void => {
    const path = pathOf(places, camera, width, height, within ? store.floor : undefined);
    if (path !== "") lines.push({ kind, path });
  };
  for (let x = Math.ceil(minX / every) * every; x <= maxX; x += every)
    draw("grid", along([x, minY], [x, maxY], 0), true);
  for (let y = Math.ceil(minY / every) * every; y <= maxY; y += every)
    draw("grid", along([minX, y], [maxX, y], 0), true);
  const rim = (corners: readonly FloorPoint[], z: number) =>
    corners.flatMap((from, i) => along(from, corners[(i + 1) % corners.length]!, z));
  draw("rim", rim(store.floor, 0), false);
  for (const box of gondolasOf(store.shelves).slice(0, 200)) {
    const corners: readonly FloorPoint[] = [
      [box.minX, box.minY],
      [box.maxX, box.minY],
      [box.maxX, box.maxY],
      [box.minX, box.maxY],
    ];
    for (const z of [0, box.top]) draw("gondola", rim(corners, z), false);
  }
  return lines;
}

function along(from: FloorPoint, to: FloorPoint, z: number): (readonly [number, number, number])[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const s = i / steps;
    return [from[0] + (to[0] - from[0]) * s, from[1] + (to[1] - from[1]) * s, z] as const;
  });
}

/** What is behind the camera or far out of the picture is left out. */
function pathOf(
  places: readonly (readonly [number, number, number])[],
  camera: Pinhole,
  width: number,
  height: number,
  floor: readonly FloorPoint[] | undefined,
): string {
  let path = "";
  let down = false;
  for (const place of places) {
    const seen = floor !== undefined && !inside(floor, place[0], place[1]) ? undefined : pixelOf(camera, place);
    const shown = seen !== undefined && Math.abs(seen.u) < 4 * width && Math.abs(seen.v) < 4 * height;
    if (shown) path += `${down ? "L" : "M"}${seen.u.toFixed(1)} ${seen.v.toFixed(1)}`;
    down = shown;
  }
  return path.includes("L") ? path : "";
}
