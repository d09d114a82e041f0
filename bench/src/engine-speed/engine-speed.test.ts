import { describe, expect, it } from "vitest";
import { liveStore } from "../stores/index.ts";
import { timeStore, withCrowd } from "./index.ts";

describe("stores side by side", () => {
  it("are one store of as many times the plates and cameras, whose people are followed", () => {
    const one = timeStore([withCrowd(4, 0)], 10, 5);
    const two = timeStore([withCrowd(4, 0), withCrowd(4, 1)], 10, 5);
    expect(two).toMatchObject({ plates: 2 * one.plates, cameras: 2 * one.cameras });
    expect(two.samples / one.samples).toBeCloseTo(2, 0);
    expect(one.followed).toBeGreaterThan(0);
    expect(two.followed).toBeGreaterThan(one.followed);
    expect(one.share).toBeGreaterThan(0);
  });

  it("tell what is heard once and in order of arrival", () => {
    const store = liveStore([withCrowd(2, 0), withCrowd(2, 1)]);
    const inputs = [...store.advance(1), ...store.advance(2)];
    const arrived = inputs.map((input) => ("receivedAt" in input ? input.receivedAt : input.at));
    expect(arrived).toEqual(arrived.toSorted((a, b) => a - b));
    expect(inputs.filter(({ type }) => type === "tick")).toHaveLength(8);
  });
});
