/** Solves `A · x = b` for a small dense system (Gauss with pivots); `undefined` where it has no single solution. */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(m[k]![i]!) > Math.abs(m[pivot]![i]!)) pivot = k;
    const top = m[pivot]!;
    if (!(Math.abs(top[i]!) > 1e-300)) return undefined;
    m[pivot] = m[i]!;
    m[i] = top;
    for (let k = i + 1; k < n; k++) {
      const row = m[k]!;
      const factor = row[i]! / top[i]!;
      if (factor !== 0) for (let j = i; j <= n; j++) row[j]! -= factor * top[j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const row = m[i]!;
    let sum = row[n]!;
    for (let j = i + 1; j < n; j++) sum -= row[j]! * x[j]!;
    x[i] = sum / row[i]!;
  }
  return x.every(Number.isFinite) ? x : undefined;
}

/** The inverse of a small matrix; `undefined` where it has none. */
export function inverse(a: readonly (readonly number[])[]): number[][] | undefined {
  const columns: number[][] = [];
  for (let j = 0; j < a.length; j++) {
    const column = solve(
      a,
      a.map((_, i) => (i === j ? 1 : 0)),
    );
    if (column === undefined) return undefined;
    columns.push(column);
  }
  return a.map((_, i) => columns.map((column) => column[i]!));
}

/** The unit vector that a symmetric matrix shrinks most: its eigenvector of least value, by Jacobi's rotations. */
export function smallestEigenvector(symmetric: readonly (readonly number[])[]): number[] {
  const n = symmetric.length;
  const a = symmetric.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_row, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off += a[p]![q]! * a[p]![q]!;
        rotate(a, v, p, q);
      }
    }
    if (!(off > 1e-30)) break;
  }
  let least = 0;
  for (let i = 1; i < n; i++) if (a[i]![i]! < a[least]![least]!) least = i;
  return v.map((row) => row[least]!);
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  const rowP = a[p]!;
  const rowQ = a[q]!;
  for (let k = 0; k < a.length; k++) {
    const x = rowP[k]!;
    const y = rowQ[k]!;
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of v) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const x = row[p]!;
  const y = row[q]!;
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
