/** Room for one assignment problem, reused from scan to scan. `gain` is rows × columns, 0 where a pair is impossible. */
export interface Assignment {
  gain: Float64Array;
  /** The column given to each row, or −1. */
  chosen: Int32Array;
  /** The first row that wants each column, or −1. */
  owner: Int32Array;
}

/** An empty room that grows with its problems. */
export function createAssignment(): Assignment {
  return { gain: new Float64Array(64), chosen: new Int32Array(16), owner: new Int32Array(16) };
}

/** Makes room for a problem and clears it. */
export function resetAssignment(room: Assignment, rows: number, columns: number): void {
  if (room.gain.length < rows * columns) room.gain = new Float64Array(rows * columns * 2);
  else room.gain.fill(0, 0, rows * columns);
  if (room.chosen.length < rows) room.chosen = new Int32Array(rows * 2);
  room.chosen.fill(-1, 0, rows);
  if (room.owner.length < columns) room.owner = new Int32Array(columns * 2);
  room.owner.fill(-1, 0, columns);
}

/**
 * The one-to-one choice of pairs with the highest total gain; a row or column may stay alone at gain 0. Exact. Mostly
 * nobody wants what another wants: then everybody's best is the answer.
 */
export function assign(room: Assignment, rows: number, columns: number): void {
  const { gain, chosen, owner } = room;
  let contested = false;
  for (let row = 0; row < rows; row++) {
    let best = -1;
    let most = 0;
    for (let column = 0; column < columns; column++) {
      const value = gain[row * columns + column]!;
      if (value > most) {
        most = value;
        best = column;
      }
    }
    chosen[row] = best;
    if (best >= 0 && owner[best]! >= 0) contested = true;
    else if (best >= 0) owner[best] = row;
  }
  if (contested) assignByParts(room, rows, columns);
}

/** The exact choice, by connected components: only those of more than one row are worth solving. */
function assignByParts({ gain, chosen }: Assignment, rows: number, columns: number): void {
  const done = new Uint8Array(rows);
  for (let start = 0; start < rows; start++) {
    if (done[start] === 1) continue;
    done[start] = 1;
    const memberRows = [start];
    const memberColumns: number[] = [];
    // Grows while it is gone through.
    for (const row of memberRows) {
      for (let column = 0; column < columns; column++) {
        if (gain[row * columns + column]! <= 0 || memberColumns.includes(column)) continue;
        memberColumns.push(column);
        for (let other = 0; other < rows; other++) {
          if (done[other] === 1 || gain[other * columns + column]! <= 0) continue;
          done[other] = 1;
          memberRows.push(other);
        }
      }
    }
    if (memberRows.length === 1) continue;
    for (const row of memberRows) chosen[row] = -1;
    solve(gain, columns, memberRows, memberColumns, chosen);
  }
}

/** Shortest augmenting paths with potentials (Jonker and Volgenant 1987); each row also has a column of its own at gain 0. */
function solve(gain: Float64Array, stride: number, rows: number[], columns: number[], chosen: Int32Array): void {
  const n = rows.length;
  const m = columns.length + n;
  const cost = (i: number, j: number): number => {
    if (j > columns.length) return j - columns.length === i ? 0 : Infinity;
    const value = gain[(rows[i - 1] ?? 0) * stride + (columns[j - 1] ?? 0)] ?? 0;
    return value > 0 ? -value : Infinity;
  };
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    let column = 0;
    const least = new Float64Array(m + 1).fill(Infinity);
    const used = new Uint8Array(m + 1);
    do {
      used[column] = 1;
      const row = rowOf[column] ?? 0;
      let step = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j] === 1) continue;
        const reduced = cost(row, j) - (u[row] ?? 0) - (v[j] ?? 0);
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced;
          way[j] = column;
        }
        if ((least[j] ?? 0) < step) {
          step = least[j] ?? 0;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j] === 1) {
          const owner = rowOf[j] ?? 0;
          u[owner] = (u[owner] ?? 0) + step;
          v[j] = (v[j] ?? 0) - step;
        } else {
          least[j] = (least[j] ?? 0) - step;
        }
      }
      column = next;
    } while ((rowOf[column] ?? 0) !== 0);
    do {
      const before = way[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    } while (column !== 0);
  }
  for (let j = 1; j <= columns.length; j++) {
    const row = rowOf[j] ?? 0;
    if (row > 0) chosen[rows[row - 1] ?? 0] = columns[j - 1] ?? -1;
  }
}
