import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyHistogram } from "./latency-histogram.ts";

const of = (latencies: readonly number[]) => {
  const histogram = new LatencyHistogram();
  for (const ms of latencies) histogram.add(ms);
  return histogram.summary();
};

describe("the latencies of readings", () => {
  it("fall into fixed buckets, two an octave", () => {
    expect(of([0.4, 1, 1.9, 2, 3, 4, 5, 6, 131_071, 131_072, 1e12]).buckets).toEqual([
      { below: 1, count: 1 },
      { below: 2, count: 2 },
      { below: 3, count: 1 },
      { below: 4, count: 1 },
      { below: 6, count: 2 },
      { below: 8, count: 1 },
      { below: 131_072, count: 1 },
      { count: 2 },
    ]);
  });

  it("are all counted, each in the first bucket whose bound is above it", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (latencies) => {
        const { count, buckets, p50, p99, max } = of(latencies);
        expect([count, max]).toEqual([latencies.length, Math.max(...latencies)]);
        let below = 0;
        for (const bucket of buckets) {
          below += bucket.count;
          expect(latencies.filter((ms) => ms < (bucket.below ?? Infinity))).toHaveLength(below);
        }
        const sorted = latencies.toSorted((a, b) => a - b);
        expect(p50).toBeGreaterThanOrEqual(sorted[Math.ceil(latencies.length / 2) - 1]!);
        expect(p99).toBeGreaterThanOrEqual(sorted[Math.ceil(latencies.length * 0.99) - 1]!);
        expect(p99).toBeLessThanOrEqual(max);
      }),
    );
  });

  it("count as none where a device's clock runs ahead, and are none where nothing came", () => {
    expect(of([-5, Number.NaN])).toMatchObject({ count: 2, p99: 0, max: 0 });
    expect(of([])).toEqual({ count: 0, p50: 0, p99: 0, max: 0, buckets: [] });
  });
});
