import type { MarkKind } from "../../../src/wire/index.ts";

/** What people jump to with the arrows, and with n and p. */
export const interactionKinds: readonly MarkKind[] = ["pick", "return"];
export const reviewKinds: readonly MarkKind[] = ["review", "revision"];

/** The speeds that there are buttons and keys for, times real time. */
export const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** The speed beside this one. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  return direction === 1
    ? (speeds.find((each) => each > speed * 1.001) ?? speeds.at(-1)!)
    : (speeds.findLast((each) => each < speed * 0.999) ?? speeds[0]!);
}
