import type { CameraView } from "./camera-view.ts";

/**
 * A camera as it hangs: turned about its optical centre by the vector (terms 0…2, radians, about the store's axes) and
 * shifted (terms 3…5, metres) from where its model has it.
 */
export function correctedView(view: CameraView, errors: Float64Array): CameraView {
  const turn = turnMatrix(errors[0]!, errors[1]!, errors[2]!);
  const cx = view.cx + errors[3]!;
  const cy = view.cy + errors[4]!;
  const cz = view.cz + errors[5]!;
  const rays = new Float64Array(9);
  const pixels = new Float64Array(12);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) {
        // Directions are turned; what takes directions to pixels is turned back.
        rays[3 * i + j]! += turn[3 * i + k]! * view.rays[3 * k + j]!;
        pixels[4 * i + j]! += view.pixels[4 * i + k]! * turn[3 * j + k]!;
      }
    }
    pixels[4 * i + 3] = -(pixels[4 * i]! * cx + pixels[4 * i + 1]! * cy + pixels[4 * i + 2]! * cz);
  }
  return { model: view.model, cx, cy, cz, focal: view.focal, rays, pixels };
}

/** Rodrigues' formula: the turn about an axis by its length. */
function turnMatrix(x: number, y: number, z: number): Float64Array {
  const angle = Math.sqrt(x * x + y * y + z * z);
  const s = angle > 0 ? Math.sin(angle) / angle : 1;
  const c = angle > 0 ? (1 - Math.cos(angle)) / (angle * angle) : 0.5;
  return Float64Array.of(
    1 - c * (y * y + z * z),
    c * x * y - s * z,
    c * x * z + s * y,
    c * x * y + s * z,
    1 - c * (x * x + z * z),
    c * y * z - s * x,
    c * x * z - s * y,
    c * y * z + s * x,
    1 - c * (x * x + y * y),
  );
}
