/**
 * How well a camera is calibrated from eight clicked points: eight points spread over what each camera sees of the
 * floor within 10 m, each clicked with Gaussian noise, many times over; the error is how far other places on that
 * floor, seen at their true pixels, come out from where they are.
 *
 *     npm run -s bench -- calibration [--scenes DIR] [--only TEXT] [--points 8] [--noise 2] [--rounds 40]
 *
 * Without `--scenes` the cameras are those of the simulated store. Ends with 1 when a median is above 3 cm with known
 * intrinsics.
 */
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  type CalibrationPoint,
  calibrateCamera,
  cameraCentre,
  inside,
  pixelOf,
  placeAt,
} from "@aisle/console/installer";
import { createSimulation } from "@aisle/drivers-mock";
import { type CameraModel, readStoreModel, type StoreModel } from "@aisle/sdk/store";

const bar = 0.03;
const reach = 10;

const { values } = parseArgs({
  options: {
    scenes: { type: "string" },
    only: { type: "string", default: "" },
    points: { type: "string", default: "8" },
    noise: { type: "string", default: "2" },
    rounds: { type: "string", default: "40" },
  },
});
const count = Number(values.points);
const noise = Number(values.noise);
const rounds = Number(values.rounds);

/** Uniform in [0, 1), the same on every run (mulberry32). */
function chance(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Places of the floor, 20 cm apart, that the camera sees within 10 m of its foot. */
function visible(store: StoreModel, camera: CameraModel): CalibrationPoint[] {
  const [cx, cy] = cameraCentre(camera);
  const found: CalibrationPoint[] = [];
  for (let x = Math.floor(cx - reach); x <= cx + reach; x += 0.2) {
    for (let y = Math.floor(cy - reach); y <= cy + reach; y += 0.2) {
      if (Math.hypot(x - cx, y - cy) > reach || !inside(store.floor, x, y)) continue;
      const seen = pixelOf(camera, [x, y, 0]);
      if (seen === undefined || seen.u < 0 || seen.v < 0 || seen.u > camera.width || seen.v > camera.height) continue;
      found.push({ x, y, u: seen.u, v: seen.v });
    }
  }
  return found;
}

/** As an installer does who is told to spread them: each next point where, in the picture, it is furthest from the others. */
function spread(places: readonly CalibrationPoint[], random: () => number): CalibrationPoint[] {
  const chosen = [places[Math.floor(random() * places.length)]!];
  while (chosen.length < count) {
    let best = places[0]!;
    let furthest = -1;
    for (const place of places) {
      // A little chance, or everybody's eight points were the same.
      const away =
        Math.min(...chosen.map(({ u, v }) => Math.hypot(u - place.u, v - place.v))) * (0.85 + 0.3 * random());
      if (away > furthest) [furthest, best] = [away, place];
    }
    chosen.push(best);
  }
  return chosen;
}

interface Row {
  readonly medians: number[];
  readonly leftOut: number[];
  failed: number;
}

function measure(store: StoreModel, known: boolean): Row {
  const row: Row = { medians: [], leftOut: [], failed: 0 };
  store.cameras.forEach((camera, index) => {
    const places = visible(store, camera);
    if (places.length < count * 4) return;
    for (let round = 0; round < rounds; round++) {
      const random = chance(1 + index * 1000 + round);
      const points = spread(places, random).map((point) => ({
        ...point,
        u: point.u + noise * gauss(random),
        v: point.v + noise * gauss(random),
      }));
      const { width, height, K } = camera;
      const found = calibrateCamera({ points, width, height, ...(known ? { K } : {}) });
      if (!found.solved) {
        row.failed++;
        continue;
      }
      const errors = places
        .map(({ u, v, x, y }) => {
          const place = placeAt(found, u, v);
          return place === undefined ? 1000 : Math.hypot(place[0] - x, place[1] - y);
        })
        .sort((a, b) => a - b);
      row.medians.push(errors[errors.length >> 1]!);
      if (found.leaveOneOutMedian !== null) row.leftOut.push(found.leaveOneOutMedian);
    }
  });
  row.medians.sort((a, b) => a - b);
  row.leftOut.sort((a, b) => a - b);
  return row;
}

const cm = (metres: number | undefined): string => (metres === undefined ? "-" : (metres * 100).toFixed(1)).padStart(6);
const at = (sorted: readonly number[], share: number): number | undefined => sorted[Math.floor(sorted.length * share)];

const stores: StoreModel[] = [];
if (values.scenes === undefined) stores.push(createSimulation({ startsAt: 0, seed: 7 }).store);
else {
  for (const scene of fs.readdirSync(values.scenes).sort()) {
    const file = path.join(values.scenes, scene, "store.json");
    if (scene.includes(values.only) && fs.existsSync(file))
      stores.push(readStoreModel(fs.readFileSync(file, "utf8"), { file }));
  }
}

console.log(`${count} points, ${noise} px of noise, ${rounds} rounds a camera; centimetres on the floor`);
console.log(`${"".padEnd(38)}known intrinsics: median    p90  left out   unknown: median    p90  left out  unsolved`);
let late = false;
for (const store of stores) {
  if (store.cameras.length === 0) continue;
  const known = measure(store, true);
  const unknown = measure(store, false);
  late ||= !((at(known.medians, 0.5) ?? Infinity) <= bar);
  const part = ({ medians, leftOut }: Row): string =>
    `${cm(at(medians, 0.5))} ${cm(at(medians, 0.9))}    ${cm(at(leftOut, 0.5))}`;
  console.log(
    `${store.name.padEnd(24)} ${String(store.cameras.length).padStart(3)} cameras ${"".padEnd(18)}${part(known)} ${"".padEnd(17)}${part(unknown)}  ${String(known.failed + unknown.failed).padStart(8)}`,
  );
}
process.exitCode = late ? 1 : 0;
