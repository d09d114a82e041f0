import type { CameraModel, Matrix3, StoreModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { SimulationSettings } from "../settings.ts";

/** By how much a wrong weight of the catalogue is off, as shares of the true one. */
const wrongBy = { least: 0.01, most: 0.04 } as const;

/**
 * The store as those know it who have measured it: cameras a little off their true pose, and a share of the catalogue's
 * weights wrong. Everything else is the store itself.
 */
export function surveyed(
  store: StoreModel,
  settings: Pick<SimulationSettings, "wrongWeights" | "difficulty">,
  chance: Chance,
): StoreModel {
  const { calibrationDegrees, calibrationMetres } = settings.difficulty;
  const isOff = calibrationDegrees > 0 || calibrationMetres > 0;
  const poses = chance.fork("calibration");
  const weights = chance.fork("weights");
  return {
    ...store,
    cameras: isOff
      ? store.cameras.map((camera) => misplaced(camera, calibrationDegrees, calibrationMetres, poses.fork(camera.id)))
      : store.cameras,
    products:
      settings.wrongWeights === 0
        ? store.products
        : store.products.map((product) => {
            if (!weights.yes(settings.wrongWeights)) return product;
            const off = weights.between(wrongBy.least, wrongBy.most) * (weights.yes(0.5) ? 1 : -1);
            return { ...product, weight: Math.round(product.weight * (1 + off) * 10) / 10 };
          }),
  };
}

/** The camera as it would be if it hung a little elsewhere, turned a little about each of its own axes. */
export function misplaced(camera: CameraModel, degrees: number, metres: number, chance: Chance): CameraModel {
  const { R, t } = camera;
  const place = [0, 1, 2].map(
    (axis) => -t.reduce((sum, value, row) => sum + (R[row]?.[axis] ?? 0) * value, 0) + chance.normal(0, metres),
  );
  const [a, b, c] = [0, 1, 2].map(() => (chance.normal(0, degrees) * Math.PI) / 180) as [number, number, number];
  const turned = turnedBy(R, a, b, c);
  const moved = turned.map((row) => -row.reduce((sum, value, axis) => sum + value * (place[axis] ?? 0), 0));
  return { ...camera, R: turned, t: [moved[0] ?? 0, moved[1] ?? 0, moved[2] ?? 0] };
}

/** `R` followed by turns about the camera's x, y and z axes, radians. */
function turnedBy(R: Matrix3, a: number, b: number, c: number): Matrix3 {
  const [sa, ca, sb, cb, sc, cc] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b), Math.sin(c), Math.cos(c)];
  const turn: Matrix3 = [
    [cb * cc, sa * sb * cc - ca * sc, ca * sb * cc + sa * sc],
    [cb * sc, sa * sb * sc + ca * cc, ca * sb * sc - sa * cc],
    [-sb, sa * cb, ca * cb],
  ];
  const row = ([x, y, z]: readonly [number, number, number]): readonly [number, number, number] => [
    x * R[0][0] + y * R[1][0] + z * R[2][0],
    x * R[0][1] + y * R[1][1] + z * R[2][1],
    x * R[0][2] + y * R[1][2] + z * R[2][2],
  ];
  return [row(turn[0]), row(turn[1]), row(turn[2])];
}
