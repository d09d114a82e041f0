import { expect, it } from "vitest";
import { quickstart } from "../src/main.ts";

it("bills a simulated store's shoppers, at least eight in ten of them exactly", async () => {
  const { billed, right } = await quickstart(11);
  expect(billed.length).toBeGreaterThanOrEqual(10);
  expect(right / billed.length).toBeGreaterThanOrEqual(0.8);
});
