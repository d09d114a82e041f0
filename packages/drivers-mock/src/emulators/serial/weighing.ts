import type { Clock } from "@aisle/sdk";

/** What a scale feels and shows, whatever protocol it speaks. Grams. */
export interface Weighing {
  /** What it shows is the load less zero and tare, in whole divisions. */
  readonly net: number;
  readonly gross: number;
  /** 0 where nothing is tared. */
  readonly tare: number;
  readonly stable: boolean;
  /** When it will be stable, ms since the epoch; now or earlier where it is. */
  readonly stableAt: number;
  readonly range: "over" | "under" | "within";
  /** Whether the load is near enough to the first zero to be made zero. */
  readonly zeroable: boolean;
  load(grams: number, motionMs: number): void;
  zero(): void;
  setTare(grams: number): void;
  /** A weight as it is shown, with the decimals of the scale. */
  show(grams: number, perUnit?: number): string;
}

/** What a scale can weigh. */
export interface WeighingOptions {
  readonly clock: Clock;
  /** The most it weighs, in grams. */
  readonly capacity: number;
  /** The smallest step it shows, in grams. */
  readonly division: number;
}

/** Share of the capacity by which a zero may be off, and below zero by which a load is out of range. */
const zeroShare = 0.02;

/** Makes a scale with nothing on it. */
export function createWeighing({ clock, capacity, division }: WeighingOptions): Weighing {
  let grams = 0;
  let zero = 0;
  let tare = 0;
  let stableAt = Number.NEGATIVE_INFINITY;
  const inDivisions = (value: number): number => Math.round(value / division) * division;

  return {
    get net() {
      return inDivisions(grams - zero) - tare;
    },
    get gross() {
      return inDivisions(grams - zero);
    },
    get tare() {
      return tare;
    },
    get stable() {
      return clock.now() >= stableAt;
    },
    get stableAt() {
      return stableAt;
    },
    get range() {
      if (grams - zero > capacity) return "over";
      return grams - zero < -zeroShare * capacity ? "under" : "within";
    },
    get zeroable() {
      return Math.abs(grams) <= zeroShare * capacity;
    },
    load(next, motionMs) {
      if (next !== grams) stableAt = clock.now() + motionMs;
      grams = next;
    },
    zero() {
      zero = grams;
      tare = 0;
    },
    setTare(value) {
      tare = inDivisions(value);
    },
    show(value, perUnit = 1) {
      const decimals = Math.max(0, Math.ceil(-Math.log10(division / perUnit) - 1e-9));
      const text = (value / perUnit).toFixed(decimals);
      return Number(text) === 0 ? text.replace("-", "") : text;
    },
  };
}
