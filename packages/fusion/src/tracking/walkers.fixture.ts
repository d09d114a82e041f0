import type { Detection, Pose, StorePoint } from "@aisle/sdk";
import type { CameraModel, StoreModel } from "@aisle/sdk/store";
import { type BodyBox, bodyBox } from "./body-box.ts";
import { cameraView, project } from "./camera-view.ts";

/** A made-up store of 8 × 6 m with one gate at the left and two cameras, for tests. */
export function testStore(changes: Partial<StoreModel> = {}): StoreModel {
  return {
    name: "test",
    currency: "EUR",
    floor: [
      [0, 0],
      [8, 0],
      [8, 6],
      [0, 6],
    ],
    zones: [],
    gates: [{ id: "gate", at: [0.3, 3], inward: [1, 0], width: 0.9 }],
    cameras: [lookingAt("a", [-1, -1, 3], [4, 3, 0.8]), lookingAt("b", [9, 7, 3], [4, 3, 0.8])],
    ceilings: [],
    shelves: [],
    products: [],
    planogram: [],
    ...changes,
  };
}

/** A camera at a place that looks at a point. */
export function lookingAt(id: string, from: StorePoint, to: StorePoint, focal = 640): CameraModel {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const f = [(to[0] - from[0]) / length, (to[1] - from[1]) / length, (to[2] - from[2]) / length] as const;
  const flat = Math.hypot(f[0], f[1]);
  const r = [f[1] / flat, -f[0] / flat, 0] as const;
  const d = [f[1] * r[2] - f[2] * r[1], f[2] * r[0] - f[0] * r[2], f[0] * r[1] - f[1] * r[0]] as const;
  const shift = (row: readonly [number, number, number]): number =>
    -(row[0] * from[0] + row[1] * from[1] + row[2] * from[2]);
  return {
    id,
    width: 1280,
    height: 720,
    fps: 10,
    K: [
      [focal, 0, 640],
      [0, focal, 360],
      [0, 0, 1],
    ],
    R: [r, d, f],
    t: [shift(r), shift(d), shift(f)],
  };
}

/** A small generator of pseudo-random numbers in [0, 1), for noise that is the same on every run. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** What a camera reports of a person with the head at 1.6 m; `undefined` out of its picture. */
export function seenBy(camera: CameraModel, x: number, y: number, wrist?: StorePoint): Detection | undefined {
  const view = cameraView(camera);
  const box: BodyBox = { left: 0, top: 0, right: 0, bottom: 0 };
  const head = { u: 0, v: 0, depth: 0 };
  if (!bodyBox(view, x, y, 1.6, box) || !project(view, x, y, 1.6, head)) return undefined;
  if (head.u < 0 || head.v < 0 || head.u > camera.width || head.v > camera.height) return undefined;
  const hand = { u: 0, v: 0, depth: 0 };
  const seen = wrist !== undefined && project(view, ...wrist, hand);
  return {
    box: [box.left, box.top, box.right - box.left, box.bottom - box.top],
    score: 0.9,
    head: [head.u, head.v],
    ...(seen ? { wrists: [[hand.u, hand.v] as const] } : {}),
  };
}

/** What a pose sensor reports of a person. */
export function posed(x: number, y: number, id?: number, wrist?: StorePoint): Pose {
  return { head: [x, y, 1.6], score: 0.9, ...(id === undefined ? {} : { id }), ...(wrist ? { wrists: [wrist] } : {}) };
}
