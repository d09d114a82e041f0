import type { CameraView } from "./camera-view.ts";
import { clockTerm, isKnown } from "./sensor-errors.ts";
import type { SensorState } from "./sensor-state.ts";

/**
 * People tell how sensors differ from each other, not what time it is: the mean of all clocks stays where it was.
 */
export function levelClocks(sensors: readonly SensorState[]): void {
  let sum = 0;
  let n = 0;
  for (const { errors } of sensors) {
    if (!isKnown(errors)) continue;
    sum += errors.mean[clockTerm]!;
    n++;
  }
  for (const { errors } of sensors) {
    if (isKnown(errors)) errors.mean[clockTerm]! -= sum / n;
  }
}

/**
 * Nor do they tell where the store is, which way it lies, or how large it is: of all shifts the part that moves the
 * cameras together, turns them about their middle or draws them apart is taken out, as least squares have it.
 */
export function levelShifts(sensors: readonly SensorState[], models: readonly CameraView[]): void {
  const known = models.flatMap(({ cx, cy }, k) => {
    const { errors } = sensors[k]!;
    return isKnown(errors) ? [{ cx, cy, mean: errors.mean }] : [];
  });
  if (known.length === 0) return;
  const middle = (of: (one: (typeof known)[number]) => number): number =>
    known.reduce((sum, one) => sum + of(one), 0) / known.length;
  const x = middle(({ cx }) => cx);
  const y = middle(({ cy }) => cy);
  const dx = middle(({ mean }) => mean[3]!);
  const dy = middle(({ mean }) => mean[4]!);
  let grown = 0;
  let turned = 0;
  let spread = 0;
  for (const { cx, cy, mean } of known) {
    grown += (cx - x) * mean[3]! + (cy - y) * mean[4]!;
    turned += (cx - x) * mean[4]! - (cy - y) * mean[3]!;
    spread += (cx - x) * (cx - x) + (cy - y) * (cy - y);
  }
  const scale = spread > 0 ? grown / spread : 0;
  const turn = spread > 0 ? turned / spread : 0;
  for (const { cx, cy, mean } of known) {
    mean[2]! -= turn;
    mean[3]! -= dx + scale * (cx - x) - turn * (cy - y);
    mean[4]! -= dy + scale * (cy - y) + turn * (cx - x);
  }
}
