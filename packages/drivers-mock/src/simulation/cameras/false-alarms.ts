import type { Detection } from "@aisle/sdk";
import type { CameraModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";

const mostAtOnce = 3;

/** Things a camera takes for people: reflections, posters, trolleys. They last for a few frames. */
export function createFalseAlarms(
  camera: CameraModel,
  probability: number,
  chance: Chance,
): (freshId: () => number) => Detection[] {
  let alarms: { readonly id: number; readonly box: Detection["box"]; frames: number }[] = [];
  return (freshId) => {
    alarms = alarms.filter((alarm) => --alarm.frames > 0);
    if (alarms.length < mostAtOnce && chance.yes(probability)) {
      const width = chance.between(40, 140);
      const height = width * chance.between(1, 2.4);
      const box: Detection["box"] = [
        tenth(chance.between(0, camera.width - width)),
        tenth(chance.between(0, camera.height - height)),
        tenth(width),
        tenth(height),
      ];
      alarms.push({ id: freshId(), box, frames: chance.whole(1, 6) });
    }
    return alarms.map(({ id, box }) => ({ id, box, score: Math.round(100 * chance.between(0.3, 0.62)) / 100 }));
  };
}

/** A tenth of a pixel is more than any detector knows. */
export function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
