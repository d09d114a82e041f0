import { createErrors, type SensorErrors } from "./sensor-errors.ts";
import { outOfView } from "./sight-map.ts";
import type { Track } from "./tracker-state.ts";

/** How often a detector sees somebody of each class of sight (see `Crowd`), until it has shown better. */
const usualRates = [0.02, 0.25, 0.6, 0.85, 0.5, 0.25] as const;

/** One sensor as it proves itself. Sensors are the cameras in the model's order, then its pose sensors. Plain data. */
export interface SensorState {
  /** How often it sees somebody, by class of sight. */
  readonly rates: Float64Array;
  /** How many people it has shown, up to where its own experience counts, and the share of them with a head. */
  people: number;
  heads: number;
  /** Event time of its last scan. */
  at: number;
  /** How it differs from its model, and when it learned that last. */
  readonly errors: SensorErrors;
  learnedAt: number;
}

/** So many people must a camera have shown before its own share of heads is believed. */
const experience = 100;
/** A camera that shows heads on more than this share of its people is expected to show them. */
const headsExpected = 0.2;
/** How fast rates are learned, and between which limits. */
const rateStep = 0.02;
const lowestRate = 0.02;
const highestRate = 0.95;

/** A sensor of which nothing is known yet. */
export function createSensor(): SensorState {
  return {
    rates: new Float64Array(usualRates),
    people: 0,
    heads: 0,
    at: -Infinity,
    errors: createErrors(),
    learnedAt: -Infinity,
  };
}

/**
 * Whether a box without a head shows only part of a person, because this camera's people usually have one; a camera
 * that has shown few people yet is taken to be like the store's others (`storeHeads`, their share).
 */
export function expectsHeads(sensor: SensorState, storeHeads: number): boolean {
  return (sensor.people < experience ? storeHeads : sensor.heads) > headsExpected;
}

/** Learns whether a sensor shows heads. */
export function learnHeads(sensor: SensorState, head: boolean): void {
  sensor.people = Math.min(experience, sensor.people + 1);
  sensor.heads += ((head ? 1 : 0) - sensor.heads) / Math.max(20, sensor.people);
}

/** Learns how often a sensor sees people in a class of sight, slowly, from those who are surely there. */
export function learnRate(sensor: SensorState, track: Track, sight: number, seen: boolean, at: number): void {
  if (sight === outOfView || !track.confirmed || track.odds < 4 || at - track.seenAt > 1000) return;
  const rate = sensor.rates[sight] ?? 0;
  sensor.rates[sight] = Math.min(highestRate, Math.max(lowestRate, rate + rateStep * ((seen ? 1 : 0) - rate)));
}
