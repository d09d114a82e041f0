import { afterEach, expect, it, vi } from "vitest";
import { keepFindings, keptFindings } from "./kept.ts";

afterEach(() => vi.unstubAllGlobals());

it("a browser that forbids to keep anything takes nothing from the check", () => {
  vi.stubGlobal("localStorage", undefined);
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get: () => {
      throw new DOMException("denied", "SecurityError");
    },
  });
  expect(() => keepFindings("Corner", [])).not.toThrow();
  expect(keptFindings("Corner")).toEqual([]);
});

it("findings are taken up again in the same store, and rubbish in the browser's store is none", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  keepFindings("Corner", [{ plate: "p1", state: "ok" }], storage);
  expect(keptFindings("Corner", storage)).toEqual([{ plate: "p1", state: "ok" }]);
  expect(keptFindings("Other", storage)).toEqual([]);
  for (const rubbish of ["{", "7", '[{"plate":1}]', '[{"plate":"p","state":"fine"}, null]']) {
    kept.forEach((_, key) => kept.set(key, rubbish));
    expect(keptFindings("Corner", storage)).toEqual([]);
  }
});
