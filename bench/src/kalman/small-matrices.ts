/** A matrix, row by row. */
export type Grid = readonly (readonly number[])[];

export function product(a: Grid, b: Grid): Grid {
  return a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)));
}

export function minus(a: Grid, b: Grid): Grid {
  return a.map((row, i) => row.map((value, j) => value - (b[i]?.[j] ?? 0)));
}

export function transposed(a: Grid): Grid {
  return (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
}

/** The inverse of a symmetric 2 × 2 matrix. */
export function symmetricInverse([[xx = 0, xy = 0] = [], [, yy = 0] = []]: Grid): Grid {
  const det = xx * yy - xy * xy;
  return [
    [yy / det, -xy / det],
    [-xy / det, xx / det],
  ];
}
