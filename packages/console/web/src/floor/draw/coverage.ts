import type { StoreModel } from "@aisle/sdk/store";
import { type Coverage, coverageOf } from "../../../../src/installer/index.ts";
import { type Brush, font } from "./picture.ts";
import type { Still } from "./still.ts";

/** Cells narrower than this (pixels) are not numbered. */
const leastNumbered = 20;

/** A store's coverage is worked out when it is first looked at. */
const known = new WeakMap<StoreModel, Coverage>();

/** The floor by how many cameras see a person who stands there: none, one, two or more. Large cells are numbered. */
export function drawCoverage(brush: Brush, { plan, view, palette }: Still): void {
  let coverage = known.get(plan.store);
  if (coverage === undefined) {
    coverage = coverageOf(plan.store);
    known.set(plan.store, coverage);
  }
  const { cell, minX, minY, columns, counts } = coverage;
  const side = cell * view.scale;
  const left = (i: number) => view.x + minX * view.scale + (i % columns) * side;
  const top = (i: number) => view.y - minY * view.scale - (Math.floor(i / columns) + 1) * side;
  brush.globalAlpha = 0.3;
  for (const level of [0, 1, 2]) {
    brush.beginPath();
    for (let i = 0; i < counts.length; i++) {
      if (Math.min(counts[i]!, 2) === level) brush.rect(left(i), top(i), side - 1, side - 1);
    }
    brush.fillStyle = palette.of[level === 0 ? "bad" : level === 1 ? "warn" : "good"];
    brush.fill();
  }
  brush.globalAlpha = 1;
  if (side < leastNumbered) return;
  brush.font = font;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillStyle = palette.of["text-dim"];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! >= 0) brush.fillText(String(counts[i]), left(i) + side / 2, top(i) + side / 2);
  }
}
