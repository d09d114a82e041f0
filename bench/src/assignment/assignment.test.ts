import { describe, expect, it } from "vitest";
import { compare, room } from "./index.ts";

describe.each(Object.entries(room))("pairing tracks with detections: %s", (_, perPerson) => {
  it.each([1, 3, 8])("gives the best total that munkres gives, for %i people", (size) => {
    const { apart, lost, possible } = compare(size, perPerson, 5, 1);
    expect(apart).toBeLessThan(1e-9);
    expect(lost).toBeGreaterThanOrEqual(-1e-12);
    expect(possible).toBeGreaterThanOrEqual(1);
    expect(possible).toBeLessThanOrEqual(size);
  });
});
