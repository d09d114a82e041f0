/** Room for one assignment problem, reused from scan to scan. `gain` is rows × columns, 0 where a pair is impossible. */
export interface Assignment {
  gain: Float64Array;
  /** The column given to each row, or −1. */
  chosen: Int32Array;
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
  return { gain: new Float64Array(64), ...roomFor(16), contested: [] };
}

function roomFor(size: number): Omit<Assignment, "gain" | "contested"> {
  return {
    chosen: new Int32Array(size),
    owner: new Int32Array(size),
    hope: new Float64Array(size),
    price: new Float64Array(size),
    loss: new Float64Array(size),
    via: new Int32Array(size),
    done: new Uint8Array(size),
  };
}

/** Makes room for a problem and clears it. */
export function resetAssignment(room: Assignment, rows: number, columns: number): void {
  makeRoom(room, rows, columns);
  room.gain.fill(0, 0, rows * columns);
}

/** Makes room for a problem, whatever stands there. */
export function makeRoom(room: Assignment, rows: number, columns: number): void {
  if (room.gain.length < rows * columns) room.gain = new Float64Array(rows * columns * 2);
  const size = Math.max(rows, columns);
  if (room.chosen.length < size) Object.assign(room, roomFor(size * 2));
}

/**
 * The one-to-one choice of pairs with the highest total gain; a row or column may stay alone at gain 0. Exact: everybody
 * takes what is best for them, and whoever finds it taken looks for the exchange that loses least (shortest augmenting
 * paths with potentials, Jonker and Volgenant 1987). Mostly nobody wants what another wants.
 */
export function assign(room: Assignment, rows: number, columns: number): void {
  const { gain, chosen, owner, hope, price, contested } = room;
  owner.fill(-1, 0, columns);
  contested.length = 0;
  for (let row = 0; row < rows; row++) {
    let best = -1;
    let most = 0;
    for (let column = 0, k = row * columns; column < columns; column++, k++) {
      if (gain[k]! > most) {
        most = gain[k]!;
        best = column;
      }
    }
    hope[row] = most;
    chosen[row] = -1;
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
}

/** Finds a place for a row, by the exchange that loses least: it ends at a free column or at a row that stays alone. */
function exchange(room: Assignment, start: number, columns: number): void {
  const { gain, chosen, owner, hope, price, loss, via, done } = room;
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
    let next = -1;
    for (let column = 0, k = row * columns; column < columns; column++, k++) {
      if (done[column] === 1) continue;
      if (gain[k]! > 0 && due - gain[k]! + price[column]! < loss[column]!) {
        loss[column] = due - gain[k]! + price[column]!;
        via[column] = row;
      }
      if (next < 0 || loss[column]! < loss[next]!) next = column;
    }
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
  for (let column = 0; column < columns; column++) {
    if (done[column] === 0) continue;
    const slack = total - loss[column]!;
    hope[owner[column]!] = hope[owner[column]!]! - slack;
    price[column] = price[column]! + slack;
  }
  if (free < 0) {
    free = chosen[alone]!;
    chosen[alone] = -1;
    if (alone === start) return;
  }
  // Everybody on the way moves on by one.
  for (let column = free; column >= 0; ) {
    const taker = via[column]!;
    const left = chosen[taker]!;
    chosen[taker] = column;
    owner[column] = taker;
    column = taker === start ? -1 : left;
  }
}
