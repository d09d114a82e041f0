import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { morning } from "./samples.ts";

/** How to change the tiny scene before it is written. */
export interface TinySceneChanges {
  /** Lines of text that take the place of the recording's own, or are added. */
  readonly lines?: (lines: string[]) => string[];
  /** Bytes of `readings.jsonl.gz`. */
  readonly bytes?: (bytes: Buffer) => Buffer;
}

/**
 * Writes a shop of one gate and one shelf of two plates, with 40 seconds of one shopper: MEMBER-1 scans after 2 s, is
 * in after 4 s, takes an oat bar of 500 g after 15 s and is out after 30 s. No camera: nobody else is inside.
 */
export function writeTinyScene(folder: string, changes: TinySceneChanges = {}): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "store.json"), JSON.stringify(store));
  const lines = changes.lines?.(tinyLines()) ?? tinyLines();
  const bytes = gzipSync(`${lines.join("\n")}\n`);
  writeFileSync(join(folder, "readings.jsonl.gz"), changes.bytes?.(bytes) ?? bytes);
}

const plate = (id: string, y: number) => ({ id, center: [3, y, 1], size: [0.3, 0.4], facing: [-1, 0] });
const product = (gtin: string, name: string, weight: number, unitPrice: number) => ({
  gtin,
  name,
  weight,
  weightSd: 2,
  unitPrice,
});

const store = {
  format: "aisle-store/1",
  name: "tiny shop",
  currency: "EUR",
  opensAt: morning,
  floor: [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ],
  zones: [],
  gates: [{ id: "gate-1", at: [0, 2], inward: [1, 0], width: 1, scanner: "scanner-1" }],
  cameras: [],
  ceilings: [],
  shelves: [{ id: "shelf-1", rateHz: 10, plates: [plate("p1", 1), plate("p2", 2)] }],
  products: [product("2000000000015", "Oat bar", 500, 120), product("2000000000022", "Milk", 1030, 99)],
  planogram: [
    { gtin: "2000000000015", plates: ["p1"] },
    { gtin: "2000000000022", plates: ["p2"] },
  ],
};

function tinyLines(): string[] {
  const start = morning;
  const lines: { rx: number; [key: string]: unknown }[] = [
    { rx: start + 2_000, device: "scanner-1", kind: "scan", t: start + 2_000, symbology: "]Q1", data: "MEMBER-1" },
    { rx: start + 4_000, device: "gate-1", kind: "passage", t: start + 4_000, direction: "in" },
    { rx: start + 30_000, device: "gate-1", kind: "passage", t: start + 30_000, direction: "out" },
  ];
  for (let at = 0; at < 40_000; at += 500) {
    const grams = Array.from({ length: 5 }, (_, sample) => {
      const time = at + sample * 100;
      // A quiet ripple, as real plates have; deterministic.
      const ripple = 0.24 * ((time / 100) % 3);
      return [5_000 + ripple - (time >= 15_000 ? 500 : 0), 8_000 - ripple];
    });
    lines.push({ rx: start + at + 520, device: "shelf-1", kind: "weights", t: start + at, dt: 100, grams });
  }
  return lines.sort((a, b) => a.rx - b.rx).map((line) => JSON.stringify(line));
}
