import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "../secrets/index.ts";
import { VirtualClock } from "../time/virtual-clock.ts";
import { logTail } from "./log-tail.ts";
import { supportBundle } from "./support-bundle.ts";

const opened = (bundle: Uint8Array): string => gunzipSync(bundle).toString();

describe("a support bundle", () => {
  it("is one gzip'd JSON file with what it was given", () => {
    const bundle = supportBundle({
      at: 5,
      versions: { aisle: "0.1.0" },
      health: { devices: [1] },
      log: [{ message: "m" }],
    });
    expect(JSON.parse(opened(bundle))).toEqual({
      format: "aisle-support/1",
      at: 5,
      versions: { aisle: "0.1.0" },
      health: { devices: [1] },
      log: [{ message: "m" }],
    });
  });

  it("tells no secret, wherever it stands", () => {
    const value = fc
      .string({ minLength: 6, maxLength: 30, unit: "grapheme-ascii" })
      .filter((text) => text.trim() === text && new Set(text).size > 4 && !/^[\w.]*$/.test(text));
    fc.assert(
      fc.property(value, fc.jsonValue({ maxDepth: 3 }), (text, rest) => {
        const secret = new Secret(text);
        const log = logTail({ clock: new VirtualClock(0) });
        log.error(`refused: ${text}`, {
          url: `http://u:${encodeURIComponent(text)}@h/`,
          more: JSON.stringify({ p: text }),
        });
        const settings = { secret, list: [{ url: `x${text}y`, [text]: rest }], password: "never-registered" };
        const json = opened(supportBundle({ at: 0, versions: {}, settings, log: log.lines(), notes: [text, rest] }));
        const values = strings(JSON.parse(json));
        for (const shown of values) expect(shown.replaceAll("***", "").includes(text), shown).toBe(false);
        expect(json).not.toContain("never-registered");
      }),
      { numRuns: 200 },
    );
  });
});

describe("the last log lines", () => {
  it("are kept up to a number, handed on, and never debug lines", () => {
    const clock = new VirtualClock(7);
    const handed: string[] = [];
    const hand = (message: string): void => void handed.push(message);
    const log = logTail({ log: { debug: hand, info: hand, warn: hand, error: hand }, size: 3, clock });
    log.debug("d");
    for (const message of ["a", "b", "c", "e"]) log.info(message, { n: 1 });
    expect(handed).toEqual(["d", "a", "b", "c", "e"]);
    expect(log.lines().map(({ message }) => message)).toEqual(["b", "c", "e"]);
    expect(log.lines()[0]).toEqual({ at: 7, level: "info", message: "b", fields: { n: 1 } });
  });
});

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...strings(item)]);
}
