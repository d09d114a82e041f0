import { expect, it } from "vitest";
import type { TruthOverlay } from "../../../src/wire/index.ts";
import { credentialOf } from "./words.ts";

it("a true person is known by the credential of the visit, where there was more than one", () => {
  const visit = { persons: ["a", "b"], items: [] };
  const truth: TruthOverlay = {
    paths: [],
    interactions: [],
    receipts: [
      { ...visit, credential: "card-1", enteredAt: 0, exitedAt: 10 },
      { ...visit, credential: "card-2", enteredAt: 20, exitedAt: 30 },
      { persons: ["c"], items: [], credential: null, enteredAt: 0, exitedAt: 9 },
    ],
  };
  expect(credentialOf(truth, "b", 5)).toBe("card-1");
  expect(credentialOf(truth, "b", 25)).toBe("card-2");
  expect(credentialOf(truth, "b", 15)).toBe("card-1");
  expect(credentialOf(truth, "c", 5)).toBeNull();
  expect(credentialOf(truth, "z", 5)).toBeUndefined();
});
