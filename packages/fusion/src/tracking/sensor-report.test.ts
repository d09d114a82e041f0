import { expect, test } from "vitest";
import { createErrors } from "./sensor-errors.ts";
import { reportOf } from "./sensor-report.ts";

test("a sensor that is not corrected is reported to be as its model says", () => {
  expect(reportOf(createErrors())).toEqual({ clock: 0, turned: 0, shifted: 0, sightings: 0 });
});

test("what is corrected is told in degrees, metres and milliseconds, whichever way it goes", () => {
  const errors = createErrors();
  errors.applied.set([0.01, -0.02, 0.02, -0.02, 0.03, 0.06, -0.045]);
  errors.mean.fill(9);
  errors.lessons = 70;
  const { clock, turned, shifted, sightings } = reportOf(errors);
  expect(clock).toBeCloseTo(-45, 9);
  expect(turned).toBeCloseTo((0.03 * 180) / Math.PI, 9);
  expect(shifted).toBeCloseTo(0.07, 9);
  expect(sightings).toBe(70);
});
