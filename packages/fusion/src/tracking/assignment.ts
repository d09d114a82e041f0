/** Room for one assignment problem, reused from scan to scan. */
export interface Assignment {
  /** The pairs that gain something, row by row: their column, and how much they gain. */
  column: Int32Array;
  gain: Float64Array;
  pairs: number;
  /** Where the pairs of each row begin; and, in the entry after the last row's, where they end. */
  from: Int32Array;
  /** The column given to each row, or −1; and what that gains. */
  chosen: Int32Array;
  gained: Float64Array;
  /** The row each column is given to, or −1. */
  owner: Int32Array;
  /** What each row still hopes to gain, and what each column costs: no gain is above the sum of its two. */
  hope: Float64Array;
  price: Float64Array;
  /** By column, on the way to a better choice: how much is lost up to here, from which row, and whether that is final. */
  loss: Float64Array;
  via: Int32Array;
  done: Uint8Array;
  /** Rows whose best column another row has. */
  readonly contested: number[];
}

/** An empty room that grows with its problems. */
export function createAssignment(): Assignment {
  return { ...pairsFor(64), pairs: 0, ...roomFor(16), contested: [] };
}

function pairsFor(size: number): Pick<Assignment, "column" | "gain"> {
  return { column: new Int32Array(size), gain: new Float64Array(size) };
}

function roomFor(size: number): Omit<Assignment, "column" | "gain" | "pairs" | "contested"> {
  return {
    from: new Int32Array(size + 1),
    chosen: new Int32Array(size),
    gained: new Float64Array(size),
    owner: new Int32Array(size),
    hope: new Float64Array(size),
    price: new Float64Array(size),
    loss: new Float64Array(size),
    via: new Int32Array(size),
    done: new Uint8Array(size),
  };
}

/** Makes room for a problem, and takes out all pairs. What was chosen stands until it is chosen anew. */
export function resetAssignment(room: Assignment, rows: number, columns: number): void {
  room.pairs = 0;
  const size = Math.max(rows, columns);
  if (room.chosen.length < size) Object.assign(room, roomFor(size * 2));
}

/** Adds a pair that gains something: row by row. */
export function addPair(room: Assignment, column: number, gain: number): void {
  const k = room.pairs++;
  if (k === room.gain.length) {
    const { column: columns, gain: gains } = room;
    Object.assign(room, pairsFor(2 * k));
    room.column.set(columns);
    room.gain.set(gains);
  }
  room.column[k] = column;
  room.gain[k] = gain;
}

/** Says that a row has all its pairs. */
export function endRow({ from, pairs }: Assignment, row: number): void {
  from[row + 1] = pairs;
}

/**
 * The one-to-one choice of pairs with the highest total gain; a row or column may stay alone at gain 0. Exact: everybody
 * takes what is best for them, and whoever finds it taken looks for the exchange that loses least (shortest augmenting
 * paths with potentials, Jonker and Volgenant 1987). Mostly nobody wants what another wants.
 */
export function assign(room: Assignment, rows: number, columns: number): void {
  const { column, gain, from, chosen, gained, owner, hope, price, contested } = room;
  owner.fill(-1, 0, columns);
  contested.length = 0;
  for (let row = 0; row < rows; row++) {
    let best = -1;
    let most = 0;
    for (let k = from[row]!; k < from[row + 1]!; k++) {
      const more = gain[k]!;
      // Of two that are as good, the first.
      if (more > most || (more === most && column[k]! < best)) {
        most = more;
        best = column[k]!;
      }
    }
    hope[row] = most;
    chosen[row] = -1;
    gained[row] = most;
    if (best < 0) continue;
    if (owner[best]! >= 0) {
      contested.push(row);
    } else {
      owner[best] = row;
      chosen[row] = best;
    }
  }
  if (contested.length === 0) return;
  price.fill(0, 0, columns);
  for (const row of contested) exchange(room, row, columns);
  for (let row = 0; row < rows; row++) gained[row] = gainOf(room, row);
}

/** What a row gains by what was chosen for it. */
function gainOf({ column, gain, from, chosen }: Assignment, row: number): number {
  const own = chosen[row]!;
  for (let k = from[row]!; k < from[row + 1]!; k++) if (column[k] === own) return gain[k]!;
  return 0;
}

/** Finds a place for a row, by the exchange that loses least: it ends at a free column or at a row that stays alone. */
function exchange(room: Assignment, start: number, columns: number): void {
  const { column, gain, from, chosen, owner, hope, price, loss, via, done } = room;
  loss.fill(Infinity, 0, columns);
  done.fill(0, 0, columns);
  let row = start;
  let lost = 0;
  let alone = start;
  let lostAlone = Infinity;
  let free = -1;
  for (;;) {
    const due = lost + hope[row]!;
    if (due < lostAlone) {
      lostAlone = due;
      alone = row;
    }
    for (let k = from[row]!; k < from[row + 1]!; k++) {
      const j = column[k]!;
      if (done[j] === 1 || due - gain[k]! + price[j]! >= loss[j]!) continue;
      loss[j] = due - gain[k]! + price[j]!;
      via[j] = row;
    }
    let next = -1;
    for (let j = 0; j < columns; j++) if (done[j] === 0 && (next < 0 || loss[j]! < loss[next]!)) next = j;
    lost = next < 0 ? Infinity : loss[next]!;
    if (lostAlone <= lost) break;
    if (owner[next]! < 0) {
      free = next;
      break;
    }
    done[next] = 1;
    row = owner[next]!;
  }
  const total = free < 0 ? lostAlone : lost;
  hope[start] = hope[start]! - total;
  for (let j = 0; j < columns; j++) {
    if (done[j] === 0) continue;
    const slack = total - loss[j]!;
    hope[owner[j]!] = hope[owner[j]!]! - slack;
    price[j] = price[j]! + slack;
  }
  if (free < 0) {
    free = chosen[alone]!;
    chosen[alone] = -1;
    if (alone === start) return;
  }
  // Everybody on the way moves on by one.
  for (let j = free; j >= 0; ) {
    const taker = via[j]!;
    const left = chosen[taker]!;
    chosen[taker] = j;
    owner[j] = taker;
    j = taker === start ? -1 : left;
  }
}
