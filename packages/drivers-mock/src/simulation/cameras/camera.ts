import type { Detection, PixelPoint } from "@aisle/sdk";
import type { CameraModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import { createDeviceClock, type Delivery, type Latency } from "../delivery/index.ts";
import type { Solid } from "../layout/index.ts";
import { headOf, type Person, type Point3, wristsOf } from "../people/index.ts";
import type { Difficulty } from "../settings.ts";
import { type Appearance, viewOf } from "./appearance.ts";
import { createFalseAlarms, tenth } from "./false-alarms.ts";
import { createKnock } from "./knock.ts";
import { createObjectIds } from "./object-ids.ts";

/** A camera with a detector of people behind it. */
export interface Camera {
  /** Takes a frame when one is due. */
  tick(time: number, people: readonly Person[]): void;
}

const latency: Latency = { mean: 78, sd: 17, least: 40 };
/** Fewer pixels than these in height are no person to a detector. */
const smallestPixels = 18;
/** Chance, frame and pair, that two people nearly behind one another swap ids. */
const swaps = 0.02;

/** A camera of the store; its first frame comes at a time of its own within its interval. */
export function createCamera(
  camera: CameraModel,
  solids: readonly Solid[],
  difficulty: Difficulty,
  chance: Chance,
  delivery: Delivery,
  tickMs: number,
): Camera {
  const knocked = createKnock(camera, difficulty, chance.fork("knock"));
  let view = viewOf(camera, solids);
  const ids = createObjectIds(difficulty.brokenIds, chance);
  const falseAlarms = createFalseAlarms(camera, difficulty.falseAlarms, chance);
  const clock = createDeviceClock(difficulty, chance);
  const intervalMs = 1000 / camera.fps;
  const phaseMs = tickMs * chance.whole(0, Math.floor(intervalMs / tickMs) - 1);
  let dueAt: number | undefined;

  const off = (): number => chance.normal(0, difficulty.pixelNoise);

  const keypoint = (
    person: Person,
    [x, y, z]: Point3,
    people: readonly Person[],
    visible: number,
    behindSelf: boolean,
  ): PixelPoint | undefined => {
    if (chance.yes(difficulty.missedKeypoints + 0.3 * (1 - visible))) return undefined;
    const p = view.point(person, x, y, z, people, behindSelf);
    return p === undefined ? undefined : [tenth(p.u + off()), tenth(p.v + off())];
  };

  const detect = (person: Person, seen: Appearance, time: number, people: readonly Person[]): Detection | undefined => {
    if (seen.bottom - seen.top < smallestPixels) return undefined;
    const clear = Math.min(1, seen.visible / 0.5);
    if (!chance.yes((1 - difficulty.missedDetections) * clear)) return undefined;
    const wide = 0.015 * (seen.right - seen.left);
    const edge = (pixels: number): number => tenth(pixels + off() + chance.normal(0, wide));
    const left = edge(seen.left);
    const top = edge(seen.top);
    const head = keypoint(person, headOf(person, time), people, seen.visible, false);
    const wrists = wristsOf(person, time)
      .map((wrist) => keypoint(person, wrist, people, seen.visible, true))
      .filter((wrist) => wrist !== undefined);
    return {
      id: ids.of(person.id, time),
      box: [left, top, Math.max(1, tenth(edge(seen.right) - left)), Math.max(1, tenth(edge(seen.bottom) - top))],
      score: score(seen.visible),
      ...(head === undefined ? {} : { head }),
      ...(wrists.length === 0 ? {} : { wrists }),
    };
  };

  const score = (visible: number): number => {
    const value = 0.93 - 0.35 * (1 - visible) + chance.normal(0, 0.045);
    return Math.round(100 * Math.min(0.99, Math.max(0.2, value))) / 100;
  };

  const takeFrame = (time: number, people: readonly Person[]): void => {
    const objects: Detection[] = [];
    let last: { readonly person: Person; readonly seen: Appearance } | undefined;
    for (const person of people) {
      const seen = view.appearance(person, people);
      if (seen === undefined) continue;
      if (
        last !== undefined &&
        Math.abs(last.seen.left - seen.left) < 40 &&
        chance.yes(swaps * Math.min(1, difficulty.brokenIds * 100))
      )
        ids.swap(last.person.id, person.id);
      last = { person, seen };
      const detection = detect(person, seen, time, people);
      if (detection !== undefined) objects.push(detection);
    }
    ids.forget(time);
    objects.push(...falseAlarms(() => ids.fresh()));
    const at = clock(time);
    const data = { objects };
    delivery.send(
      (receivedAt) => ({ receivedAt, device: camera.id, kind: "camera", reading: { type: "detections", at, data } }),
      time,
      latency,
    );
  };

  return {
    tick(time, people) {
      dueAt ??= time + phaseMs;
      if (time < dueAt) return;
      dueAt += intervalMs;
      const now = knocked(time);
      if (now !== undefined) view = viewOf(now, solids);
      if (!chance.yes(difficulty.missedFrames)) takeFrame(time, people);
    },
  };
}
