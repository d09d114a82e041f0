import type { CameraModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import { misplaced } from "../layout/index.ts";
import type { Difficulty } from "../settings.ts";

const minute = 60_000;
/** A knock that turns a camera moves it too, metres a degree. */
const metresADegree = 0.01;

/**
 * Tells once, when its time has come, how a camera hangs after something has knocked it: somewhere from one to three
 * minutes after it was asked first. Most cameras are never knocked.
 */
export function createKnock(
  camera: CameraModel,
  { knockedCameras, knockDegrees }: Pick<Difficulty, "knockedCameras" | "knockDegrees">,
  chance: Chance,
): (time: number) => CameraModel | undefined {
  if (!chance.yes(knockedCameras)) return () => undefined;
  const after = chance.between(minute, 3 * minute);
  let dueAt: number | undefined;
  return (time) => {
    dueAt ??= time + after;
    if (time < dueAt) return undefined;
    dueAt = Number.POSITIVE_INFINITY;
    return misplaced(camera, knockDegrees, metresADegree * knockDegrees, chance);
  };
}
