import type { Pose, StorePoint } from "@aisle/sdk";
import type { PoseSensorModel } from "@aisle/sdk/store";
import { createObjectIds } from "../cameras/index.ts";
import type { Chance } from "../chance/index.ts";
import { createDeviceClock, type Delivery, type Latency } from "../delivery/index.ts";
import type { FloorPlan } from "../layout/index.ts";
import { headOf, type Person, type Point3, wristsOf } from "../people/index.ts";
import type { Difficulty } from "../settings.ts";
import { createPhantoms } from "./phantoms.ts";

/** A sensor under the ceiling that sees people from above and measures in the store's own coordinates. */
export interface PoseSensor {
  /** Takes a frame when one is due. */
  tick(time: number, people: readonly Person[]): void;
}

const latency: Latency = { mean: 104, sd: 12, least: 90 };
/** Whose heads are nearer than this are easily taken for one another. Metres. */
const mixedUpMetres = 0.5;
/** It sees a little beyond the gates. Metres. */
const beyondMetres = 1.5;

/** A pose sensor over the whole store. */
export function createPoseSensor(
  sensor: PoseSensorModel,
  plan: FloorPlan,
  difficulty: Difficulty,
  chance: Chance,
  delivery: Delivery,
): PoseSensor {
  const ids = createObjectIds(difficulty.brokenIds, chance);
  const phantoms = createPhantoms(plan, difficulty.falseAlarms, chance.fork("phantoms"));
  const swaps = chance.fork("swaps");
  const clock = createDeviceClock(difficulty, chance);
  const intervalMs = 1000 / sensor.fps;
  let dueAt: number | undefined;

  const off = (): number => chance.normal(0, difficulty.poseNoise);
  const measured = ([x, y, z]: Point3): StorePoint => [
    millimetres(x + off()),
    millimetres(y + off()),
    millimetres(z + off()),
  ];

  const see = (person: Person, time: number): Pose | undefined => {
    if (chance.yes(difficulty.missedDetections)) return undefined;
    const head = measured(headOf(person, time));
    const wrists = wristsOf(person, time)
      .filter(() => !chance.yes(difficulty.missedKeypoints))
      .map(measured);
    const score = Math.round(100 * Math.min(0.99, Math.max(0.2, chance.normal(0.9, 0.05)))) / 100;
    return { id: ids.of(person.id, time), score, head, ...(wrists.length === 0 ? {} : { wrists }) };
  };

  const swapSome = (people: readonly Person[]): void => {
    people.forEach((person, index) => {
      for (const other of people.slice(index + 1))
        if (isNear(person, other) && swaps.yes(difficulty.swappedIds)) ids.swap(person.id, other.id);
    });
  };

  const takeFrame = (time: number, people: readonly Person[]): void => {
    const here = people.filter((person) => person.x > plan.gateX - beyondMetres);
    if (difficulty.swappedIds > 0) swapSome(here);
    const objects = here.map((person) => see(person, time)).filter((pose) => pose !== undefined);
    ids.forget(time);
    objects.push(...phantoms(() => ids.fresh()));
    const at = clock(time);
    delivery.send(
      (receivedAt) => ({
        receivedAt,
        device: sensor.id,
        kind: "camera",
        reading: { type: "poses", at, data: { objects } },
      }),
      time,
      latency,
    );
  };

  return {
    tick(time, people) {
      dueAt ??= time;
      if (time < dueAt) return;
      dueAt += intervalMs;
      if (!chance.yes(difficulty.missedFrames)) takeFrame(time, people);
    },
  };
}

function isNear(a: Person, b: Person): boolean {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) < mixedUpMetres * mixedUpMetres;
}

function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
