import type { Gate } from "@aisle/sdk/store";

/** Metres past the line before a side is believed, so that standing on the line is no crossing. */
const hysteresis = 0.1;
/** Metres beside the gate's opening that still count as going through it. */
const sideways = 0.5;
/** Metres behind the nearest gate's line from which on somebody is taken to be inside, however they came. */
const insideFrom = 0.3;
/** Metres before its line from which on somebody who left is taken to be gone. */
const outsideFrom = -0.35;

/** Metres from the gate's line, positive inside the store. */
export function depthAt(gate: Gate, x: number, y: number): number {
  return (x - gate.at[0]) * gate.inward[0] + (y - gate.at[1]) * gate.inward[1];
}

/** Metres from the middle of the gate along its line. */
export function offsetAt(gate: Gate, x: number, y: number): number {
  return Math.abs((x - gate.at[0]) * -gate.inward[1] + (y - gate.at[1]) * gate.inward[0]);
}

/** Whether a point lies in the gate's lane, on either side of its line. */
export function inLane(gate: Gate, x: number, y: number): boolean {
  return offsetAt(gate, x, y) < gate.width / 2 + sideways;
}

/** Which side of the gate's line a point is on: 1 inside, −1 outside, 0 on the line. */
export function sideAt(gate: Gate, x: number, y: number): -1 | 0 | 1 {
  const depth = depthAt(gate, x, y);
  if (depth > hysteresis) return 1;
  return depth < -hysteresis ? -1 : 0;
}

/** Whether a point lies behind the nearest gate: whoever stands before it has not come in, or has left. */
export function isBehind(gates: readonly Gate[], x: number, y: number): boolean {
  return depthOfNearest(gates, x, y) >= insideFrom;
}

/** Whether a point is so little outside the nearest gate that whoever stands there may turn back. */
export function isNearLine(gates: readonly Gate[], x: number, y: number): boolean {
  return gates.length > 0 && depthOfNearest(gates, x, y) > outsideFrom;
}

function depthOfNearest(gates: readonly Gate[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let depth = Number.POSITIVE_INFINITY;
  for (const gate of gates) {
    const away = Math.hypot(x - gate.at[0], y - gate.at[1]);
    if (away >= nearest) continue;
    nearest = away;
    depth = depthAt(gate, x, y);
  }
  return depth;
}
