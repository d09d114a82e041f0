import { describe, expect, it } from "vitest";
import { debounced, nodeRedFlow, streamFlow } from "./flow.ts";
import { nodeRedIn } from "./install.ts";

describe("the small flow", () => {
  it("tells a change once, when it has lasted 200 ms", () => {
    const state = { level: undefined, since: undefined };
    const told = [1000, 950, 1000, 950, 950, 950, 950].map((grams, k) => debounced(state, { at: k * 100, grams }));
    expect(told).toEqual([undefined, undefined, undefined, undefined, undefined, -50, undefined]);
  });

  it("tells as many events as something was taken", () => {
    expect(streamFlow(1000)).toMatchObject({ events: 9 });
  });

  it("is wired from entry to exit on Node-RED", () => {
    expect(nodeRedFlow().map((node) => (node as { wires?: string[][] }).wires?.flat())).toEqual([
      undefined,
      ["debounce"],
      ["exit"],
      [],
    ]);
  });

  it("fetches nothing unless it is told to", () => {
    expect(nodeRedIn("/nowhere", false)).toBeUndefined();
  });
});
