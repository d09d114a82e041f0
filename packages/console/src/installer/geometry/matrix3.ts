import type { Matrix3 } from "@aisle/sdk/store";

export type Vector3 = readonly [number, number, number];

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function scaled(a: Vector3, by: number): Vector3 {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function length(a: Vector3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** M · v. */
export function times(m: Matrix3, v: Vector3): Vector3 {
  return [dot(m[0], v), dot(m[1], v), dot(m[2], v)];
}

/** Mᵀ · v. */
export function transposedTimes(m: Matrix3, v: Vector3): Vector3 {
  return [0, 1, 2].map((j) => m[0][j]! * v[0] + m[1][j]! * v[1] + m[2][j]! * v[2]) as unknown as Vector3;
}

/** A · B. */
export function product(a: Matrix3, b: Matrix3): Matrix3 {
  const row = (r: Vector3): Vector3 => transposedTimes(b, r);
  return [row(a[0]), row(a[1]), row(a[2])];
}

/** Rows at right angles and of length 1 again, after rounding has crept in (Gram–Schmidt). */
export function orthonormal(m: Matrix3): Matrix3 {
  const a = scaled(m[0], 1 / length(m[0]));
  const along = dot(a, m[1]);
  const rest: Vector3 = [m[1][0] - along * a[0], m[1][1] - along * a[1], m[1][2] - along * a[2]];
  const b = scaled(rest, 1 / length(rest));
  return [a, b, cross(a, b)];
}

/** The rotation by `|v|` radians about `v` (Rodrigues' formula). */
export function rotationBy(v: Vector3): Matrix3 {
  const angle = length(v);
  if (angle < 1e-12) {
    return orthonormal([
      [1, -v[2], v[1]],
      [v[2], 1, -v[0]],
      [-v[1], v[0], 1],
    ]);
  }
  const [x, y, z] = scaled(v, 1 / angle);
  const s = Math.sin(angle);
  const c = Math.cos(angle);
  const d = 1 - c;
  return [
    [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
    [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
    [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
  ];
}
