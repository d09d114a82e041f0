import { describe, expect, it } from "vitest";
import { createSource, hasTold, isHeard, learn } from "./source.ts";

/** Tells a source of readings every 100 ms that are as late as `late` says. */
function taught(readings: number, late: (n: number) => number, least = 100) {
  const source = createSource(least);
  source.streams = true;
  for (let n = 0; n < readings; n++) learn(source, n * 100, late(n));
  return source;
}

describe("the bound of a source", () => {
  it("begins with what its kind is given, and is never less", () => {
    expect(createSource(50).bound).toBe(50);
    expect(taught(1000, () => 3).bound).toBe(100);
  });

  it("follows a source that is always slower, after four readings, with 40 ms to spare", () => {
    expect(taught(3, () => 300).bound).toBe(100);
    expect(taught(4, () => 300).bound).toBe(340);
  });

  it("is not widened by three stragglers in 128 readings, but by four", () => {
    const stragglers = (of: number) => (n: number) => (n % 128 < of ? 900 : 70);
    expect(taught(640, stragglers(3)).bound).toBe(110);
    expect(taught(640, stragglers(4)).bound).toBe(940);
  });

  it("is narrowed again within three blocks of 128 readings", () => {
    const late = (n: number) => (n < 128 ? 300 : 90);
    expect(taught(3 * 128 - 1, late).bound).toBe(340);
    expect(taught(3 * 128, late).bound).toBe(130);
  });

  it("takes the fourth largest lateness of a block, in whatever order they come", () => {
    for (const order of [
      [200, 250, 300, 350, 400],
      [400, 350, 300, 250, 200],
      [300, 400, 200, 350, 250],
    ]) {
      expect(taught(128, (n) => order[n] ?? 0).bound).toBe(290);
    }
  });

  it("is a second at most", () => {
    expect(taught(10, () => 1700).bound).toBe(1000);
  });
});

describe("a source", () => {
  it("is waited for until it was silent for three of its periods and its bound", () => {
    const source = taught(200, () => 0);
    expect(source.period).toBeCloseTo(100, 0);
    expect(isHeard(source, 19_900 + 399)).toBe(true);
    expect(isHeard(source, 19_900 + 420)).toBe(false);
  });

  it("that is fast is waited for 250 ms and its bound", () => {
    const source = createSource(100);
    source.streams = true;
    for (let n = 0; n < 200; n++) learn(source, n * 20, 0);
    expect(isHeard(source, 199 * 20 + 350)).toBe(true);
    expect(isHeard(source, 199 * 20 + 351)).toBe(false);
  });

  it("that streams nothing is not waited for", () => {
    const source = taught(20, () => 0);
    source.streams = false;
    expect(isHeard(source, 1900)).toBe(false);
  });

  it("remembers its last 64 readings", () => {
    const source = taught(100, () => 0);
    expect(hasTold(source, 9900)).toBe(true);
    expect(hasTold(source, 3600)).toBe(true);
    expect(hasTold(source, 3500)).toBe(false);
    expect(hasTold(source, 9850)).toBe(false);
    source.streams = false;
    expect(hasTold(source, 9900)).toBe(false);
  });
});
