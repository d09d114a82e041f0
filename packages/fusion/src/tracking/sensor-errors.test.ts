import fc from "fast-check";
import { expect, test } from "vitest";
import { clockTerm, createErrors, fade, isKnown, learnErrors, learnOff, terms } from "./sensor-errors.ts";

const slope = (changes: Readonly<Record<number, number>>): Float64Array =>
  Float64Array.from({ length: terms }, (_, k) => changes[k] ?? 0);
const none = slope({});
const deviation = (errors: ReturnType<typeof createErrors>, term: number): number =>
  Math.sqrt(errors.covariance[term * terms + term] ?? NaN);

test("a sensor of which nothing is known is believed to be right, within what installers leave", () => {
  const errors = createErrors();
  expect([...errors.mean, ...errors.applied].every((value) => value === 0)).toBe(true);
  expect((deviation(errors, 2) * 180) / Math.PI).toBeCloseTo(0.5, 2);
  expect(deviation(errors, 4)).toBeCloseTo(0.03, 9);
  expect(deviation(errors, clockTerm)).toBeCloseTo(0.05, 9);
});

test("one sighting is worth what its noise leaves, with the sign of an error", () => {
  const errors = createErrors();
  // Places lie 2 cm to the right: the sensor hangs to the left of where it is taken to be.
  learnErrors(errors, slope({ 3: 1 }), none, 0.02, 0, 0.0009, 0, 1);
  expect(errors.mean[3]).toBeCloseTo(-0.01, 9);
  expect(deviation(errors, 3)).toBeCloseTo(0.03 / Math.SQRT2, 9);
  expect(deviation(errors, 4)).toBeCloseTo(0.03, 9);
});

test("what is corrected already is not learned again", () => {
  const errors = createErrors();
  errors.mean[3] = -0.02;
  errors.applied[3] = -0.02;
  learnErrors(errors, slope({ 3: 1 }), none, 0, 0, 0.0009, 0, 1);
  expect(errors.mean[3]).toBeCloseTo(-0.02, 9);
  errors.applied[3] = 0;
  learnErrors(errors, slope({ 3: 1 }), none, 0.02, 0, 0.0009, 0, 1);
  expect(errors.mean[3]).toBeCloseTo(-0.02, 9);
});

test("both sides of a residual count, and how their noises go together", () => {
  const apart = createErrors();
  const together = createErrors();
  learnErrors(apart, slope({ 3: 1 }), slope({ 4: 1 }), 0.02, 0.01, 0.001, 0, 0.001);
  learnErrors(together, slope({ 3: 1 }), slope({ 4: 1 }), 0.02, 0.01, 0.001, 0.0008, 0.001);
  expect(apart.mean[3]).toBeCloseTo(-0.02 * (9 / 19), 6);
  expect(apart.mean[4]).toBeCloseTo(-0.01 * (9 / 19), 6);
  // The inverse of [[19, 8], [8, 19]] by hand.
  expect(together.mean[3]).toBeCloseTo((-9 * (19 * 0.02 - 8 * 0.01)) / (19 * 19 - 64), 6);
  expect(together.mean[4]).toBeCloseTo((-9 * (19 * 0.01 - 8 * 0.02)) / (19 * 19 - 64), 6);
});

test("a sighting far off everything weighs little", () => {
  const near = createErrors();
  const far = createErrors();
  learnErrors(near, slope({ 3: 1 }), none, 0.05, 0, 0.0025, 0, 1);
  learnErrors(far, slope({ 3: 1 }), none, 1, 0, 0.0025, 0, 1);
  expect(Math.abs(far.mean[3] ?? 0)).toBeLessThan(2 * Math.abs(near.mean[3] ?? 0));
});

test("whatever is seen, no term leaves its limit, and the covariance stays one", () => {
  const residual = fc.double({ min: -3, max: 3, noNaN: true });
  const part = fc.double({ min: -5, max: 5, noNaN: true });
  const sightings = fc.array(fc.tuple(residual, residual, fc.array(part, { minLength: 14, maxLength: 14 })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(sightings, (all) => {
      const errors = createErrors();
      for (const [ex, ey, parts] of all) {
        const [x, y] = [Float64Array.from(parts.slice(0, terms)), Float64Array.from(parts.slice(terms))];
        learnErrors(errors, x, y, ex, ey, 0.02, 0.005, 0.03);
        errors.applied.set(errors.mean);
      }
      const { mean, covariance } = errors;
      const limits = [0.21, 0.21, 0.21, 0.3, 0.3, 0.3, 0.3];
      for (let k = 0; k < terms; k++) {
        expect(Math.abs(mean[k] ?? NaN)).toBeLessThanOrEqual(limits[k] ?? 0);
        expect(covariance[k * terms + k]).toBeGreaterThan(0);
        for (let j = 0; j < terms; j++)
          expect(covariance[k * terms + j]).toBeCloseTo(covariance[j * terms + k] ?? NaN, 9);
      }
    }),
    { numRuns: 50 },
  );
});

test("what was learned fades over an hour, and doubt comes back", () => {
  const errors = createErrors();
  for (let k = 0; k < 50; k++)
    learnErrors(errors, slope({ 3: 1 }), none, 0.02 + (errors.applied[3] ?? 0), 0, 0.001, 0, 1);
  const sure = deviation(errors, 3);
  const learned = errors.mean[3] ?? 0;
  fade(errors, 60);
  expect((errors.mean[3] ?? 0) / learned).toBeCloseTo(Math.exp(-1 / 60), 9);
  expect(deviation(errors, 3)).toBeGreaterThan(sure);
  for (let k = 0; k < 20; k++) fade(errors, 3600);
  expect(errors.mean[3]).toBeCloseTo(0, 9);
  expect(deviation(errors, 3)).toBeCloseTo(0.03, 9);
});

test("a sensor is known after fifty sightings, and its places are off by what is believed, in their own noise", () => {
  const errors = createErrors();
  errors.mean[3] = 0.2;
  errors.mean[clockTerm] = 0.3;
  const [x, y] = [slope({ 3: 1, [clockTerm]: 2 }), slope({ 4: 1 })];
  for (let k = 0; k < 49; k++) learnOff(errors, x, y, 0.01, 0, 0.04);
  expect(isKnown(errors)).toBe(false);
  learnOff(errors, x, y, 0.01, 0, 0.04);
  expect(isKnown(errors)).toBe(true);
  for (let k = 0; k < 2000; k++) learnOff(errors, x, y, 0.01, 0, 0.04);
  expect(errors.off).toBeCloseTo((0.2 * 0.2) / 0.01, 6);
  errors.mean[4] = 0.1;
  for (let k = 0; k < 2000; k++) learnOff(errors, x, y, 0.01, 0.01, 0.04);
  expect(errors.off).toBeCloseTo((0.04 * 0.04 - 2 * 0.01 * 0.02 + 0.01 * 0.01) / (0.01 * 0.04 - 0.0001), 6);
});
