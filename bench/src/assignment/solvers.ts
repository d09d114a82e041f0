import munkres from "munkres";
import {
  addPair,
  assign,
  createAssignment,
  endRow,
  resetAssignment,
} from "../../../packages/fusion/src/tracking/assignment.ts";
import type { Problem } from "./problems.ts";

/** Solves a problem and gives the total gain of the pairs it chose. */
export type Solver = (problem: Problem) => number;

const own = createAssignment();

/** The tracker's own: exact, component by component. */
export const ours: Solver = ({ rows, columns, gain }) => {
  resetAssignment(own, rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = gain[i * columns + j] ?? 0;
      if (value > 0) addPair(own, j, value);
    }
    endRow(own, i);
  }
  assign(own, rows, columns);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const j = own.chosen[i] ?? -1;
    if (j >= 0) total += gain[i * columns + j] ?? 0;
  }
  return total;
};

/** npm `munkres`: exact, on the whole matrix. A pair that gains nothing is one that stays alone. */
export const peer: Solver = ({ columns, gain, costs }) => {
  let total = 0;
  for (const [i, j] of munkres(costs)) total += gain[i * columns + j] ?? 0;
  return total;
};

/** A plain scan: each row in turn takes the best column that is left. Quick and not exact. */
export const scan: Solver = ({ rows, columns, gain }) => {
  const taken = new Uint8Array(columns);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    let best = -1;
    let most = 0;
    for (let j = 0; j < columns; j++) {
      const value = gain[i * columns + j] ?? 0;
      if (taken[j] === 1 || value <= most) continue;
      most = value;
      best = j;
    }
    if (best >= 0) taken[best] = 1;
    total += most;
  }
  return total;
};
