import { expect, it } from "vitest";
import { addToken, type Token } from "./token.ts";

const token = (at: number, credential = "A", gate = 0): Token => ({ credential, gate, at, holder: -1 });

it("a credential again within 150 ms at the same gate is one scan", () => {
  const tokens: Token[] = [];
  const add = (...args: Parameters<typeof token>): boolean => addToken(tokens, token(...args));
  expect([add(1000), add(1149), add(851), add(1150), add(850)]).toEqual([true, false, false, true, true]);
  expect([add(1000, "B"), add(1000, "A", 1)]).toEqual([true, true]);
});

it("scans are kept in order of time, the later to come after those of the same moment", () => {
  const tokens: Token[] = [];
  for (const [at, name] of [
    [3000, "C"],
    [1000, "A"],
    [2000, "B"],
    [2000, "D"],
  ] as const) {
    addToken(tokens, token(at, name));
  }
  expect(tokens.map(({ credential }) => credential)).toEqual(["A", "B", "D", "C"]);
});

it("256 scans are kept, the oldest is forgotten first", () => {
  const tokens: Token[] = [];
  for (let n = 0; n < 256; n++) addToken(tokens, token(n * 1000));
  expect([tokens.length, tokens[0]?.at]).toEqual([256, 0]);
  addToken(tokens, token(256_000));
  expect([tokens.length, tokens[0]?.at]).toEqual([256, 1000]);
});
