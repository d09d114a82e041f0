/**
 * What following people costs: processor time for each detection, the engine alone, on boxes and heads of simulated
 * walkers; with four times the cameras on the same crowd, and with many people.
 *
 *     npm run -s bench -- tracking [--seconds N]
 */
import { parseArgs } from "node:util";
import { createEngine, type EngineInput } from "@aisle/fusion";
import type { CameraModel, StoreModel } from "@aisle/sdk/store";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } });
const seconds = Number(values.seconds);
const startsAt = 1_780_000_000_000;
const frameMs = 100;

/** A camera 3 m high at a place on the rim that looks at the middle of a square floor. */
function cameraAt(index: number, count: number, side: number): CameraModel {
  const angle = (2 * Math.PI * index) / count;
  const [cx, cy, cz] = [side / 2 + (side / 2) * Math.cos(angle), side / 2 + (side / 2) * Math.sin(angle), 3];
  const forward = [side / 2 - cx, side / 2 - cy, -2] as const;
  const length = Math.hypot(...forward);
  const [fx, fy, fz] = [forward[0] / length, forward[1] / length, forward[2] / length];
  const flat = Math.hypot(fx, fy);
  const right = [fy / flat, -fx / flat, 0] as const;
  const down = [fy * right[2] - fz * right[1], fz * right[0] - fx * right[2], fx * right[1] - fy * right[0]] as const;
  const R = [right, down, [fx, fy, fz]] as const;
  const at = (row: readonly [number, number, number]): number => -(row[0] * cx + row[1] * cy + row[2] * cz);
  const K = [
    [640, 0, 640],
    [0, 640, 360],
    [0, 0, 1],
  ] as const;
  return { id: `cam-${index}`, width: 1280, height: 720, fps: 10, K, R, t: [at(R[0]), at(R[1]), at(R[2])] };
}

function storeOf(cameras: number, side: number): StoreModel {
  const floor = [[0, 0] as const, [side, 0] as const, [side, side] as const, [0, side] as const];
  const models = Array.from({ length: cameras }, (_, index) => cameraAt(index, cameras, side));
  const none = { zones: [], gates: [], ceilings: [], shelves: [], products: [], planogram: [] };
  return { name: "bench", currency: "EUR", floor, cameras: models, ...none };
}

function pixelOf({ K, R, t }: CameraModel, x: number, y: number, z: number): readonly [number, number] | undefined {
  const [a, b, c] = [0, 1, 2].map((i) => R[i]![0] * x + R[i]![1] * y + R[i]![2] * z + t[i]!) as [
    number,
    number,
    number,
  ];
  if (c < 0.5) return undefined;
  const [u, v] = [K[0][2] + (K[0][0] * a) / c, K[1][2] + (K[1][1] * b) / c];
  return u >= 0 && v >= 0 && u < 1280 && v < 720 ? [u, v] : undefined;
}

/** What the cameras see of people who walk in circles of their own, each camera at its own moment. */
function readingsOf(store: StoreModel, people: number, side: number): { inputs: EngineInput[]; detections: number } {
  const inputs: EngineInput[] = [];
  let detections = 0;
  for (let frame = 0; frame < (seconds * 1000) / frameMs; frame++) {
    store.cameras.forEach((camera, index) => {
      const at = startsAt + frame * frameMs + Math.floor((index * frameMs) / store.cameras.length);
      const objects = Array.from({ length: people }, (_, person) => {
        const turn = (at - startsAt) / 3000 + person;
        const x = side * (0.15 + 0.7 * ((person * 0.618) % 1)) + 0.8 * Math.cos(turn);
        const y = side * (0.15 + 0.7 * ((person * 0.414) % 1)) + 0.8 * Math.sin(turn);
        const head = pixelOf(camera, x, y, 1.6);
        const foot = pixelOf(camera, x, y, 0);
        if (head === undefined || foot === undefined) return [];
        const height = foot[1] - head[1];
        return [{ box: [head[0] - height / 5, head[1], height / 2.5, height] as const, score: 0.9, head }];
      }).flat();
      detections += objects.length;
      inputs.push({
        device: camera.id,
        kind: "camera",
        type: "detections",
        at,
        receivedAt: at + 20,
        run: 1,
        seq: frame + 1,
        data: { objects },
      });
    });
  }
  return { inputs, detections };
}

/** Processor milliseconds of the best of three runs. */
function costOf(store: StoreModel, inputs: readonly EngineInput[]): number {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const engine = createEngine(store);
    const before = process.cpuUsage();
    for (const input of inputs) engine.observe(input);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

for (const [people, cameras, side] of [
  [25, 12, 15],
  [25, 48, 15],
  [200, 12, 30],
] as const) {
  const store = storeOf(cameras, side);
  const { inputs, detections } = readingsOf(store, people, side);
  const cost = costOf(store, inputs);
  const each = ((cost * 1e6) / detections).toFixed(0);
  const speed = ((seconds * 1000) / cost).toFixed(0);
  console.log(`${people} people, ${cameras} cameras: ${detections} detections, ${each} ns each, ${speed} × real time`);
}
