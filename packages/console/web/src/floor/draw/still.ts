import type { FloorPoint } from "@aisle/sdk/store";
import type { Overlays } from "../../client/page-model.ts";
import type { FloorPlan, PlanCamera } from "../geometry/plan.ts";
import type { View } from "../geometry/view.ts";
import { drawCoverage } from "./coverage.ts";
import { drawNames } from "./names.ts";
import type { Palette } from "./palette.ts";
import { type Brush, type DeviceMood, disc, trace } from "./picture.ts";

/** What stands still, as it is drawn now. */
export interface Still {
  readonly plan: FloorPlan;
  readonly view: View;
  readonly palette: Palette;
  readonly overlays: Overlays;
  readonly moods: ReadonlyMap<string, DeviceMood>;
  /** Where controls lie over the picture: no name stands there. */
  readonly covered: readonly Box[];
}

/** A part of the picture, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Fewer pixels a metre than this, and plates of one level are not told apart by lines. */
const leastPlateScale = 25;

/** Draws floor, zones, shelves with their plates, gates and cameras. The brush's canvas is `width` × `height` CSS pixels. */
export function drawStill(brush: Brush, still: Still, width: number, height: number): void {
  const { plan, view, palette, overlays } = still;
  brush.fillStyle = palette.of.ground;
  brush.fillRect(0, 0, width, height);
  brush.lineJoin = "round";
  fill(brush, view, plan.store.floor, palette.of.surface);
  if (overlays.coverage) drawCoverage(brush, still);
  if (overlays.zones) drawZones(brush, still);
  if (overlays.cameras) drawFootprints(brush, still);
  drawShelves(brush, still);
  brush.beginPath();
  trace(brush, view, plan.store.floor);
  stroke(brush, palette.of["text-dim"], 1.5);
  for (const { model, left, right } of plan.gates) {
    const mood = still.moods.get(model.id);
    brush.beginPath();
    line(brush, view, left, right);
    stroke(brush, moodColour(palette, mood) ?? palette.of.good, 4);
    arrow(brush, view, model.at, model.inward, palette.of["text-dim"]);
  }
  for (const camera of plan.cameras) drawCamera(brush, still, camera);
  if (overlays.labels) drawNames(brush, still);
}

function moodColour(palette: Palette, mood: DeviceMood | undefined): string | undefined {
  return mood === undefined ? undefined : palette.of[mood === "out" ? "text-dim" : mood];
}

function drawZones(brush: Brush, { plan, view, palette }: Still): void {
  brush.setLineDash([4, 4]);
  for (const { model } of plan.zones) {
    brush.globalAlpha = 0.06;
    fill(brush, view, model.polygon, palette.of.accent);
    brush.globalAlpha = 0.5;
    brush.beginPath();
    trace(brush, view, model.polygon);
    stroke(brush, palette.of.accent, 1);
  }
  brush.setLineDash([]);
  brush.globalAlpha = 1;
}

function drawFootprints(brush: Brush, { plan, view, palette, moods }: Still): void {
  for (const { model, footprint } of plan.cameras) {
    if (footprint.length < 3 || moods.get(model.id) === "bad") continue;
    brush.globalAlpha = Math.min(0.08, 0.4 / plan.cameras.length);
    fill(brush, view, footprint, palette.of.return);
    brush.globalAlpha = 0.2;
    brush.beginPath();
    trace(brush, view, footprint);
    stroke(brush, palette.of.return, 1);
  }
  brush.globalAlpha = 1;
}

function drawShelves(brush: Brush, { plan, view, palette, moods }: Still): void {
  brush.beginPath();
  for (const { outlines } of plan.shelves) for (const outline of outlines) trace(brush, view, outline);
  brush.fillStyle = palette.of["surface-2"];
  brush.fill();
  if (view.scale >= leastPlateScale) {
    drawPlates(brush, view, palette, plan);
  }
  for (const { id, outlines } of plan.shelves) {
    const mood = moods.get(id);
    for (const outline of outlines) {
      if (mood !== undefined) hatch(brush, view, outline, moodColour(palette, mood)!);
      brush.beginPath();
      trace(brush, view, outline);
      stroke(brush, moodColour(palette, mood) ?? palette.of["text-dim"], mood === undefined ? 1 : 2);
    }
  }
}

/** Higher levels are darker; what holds no product is empty. All plates of a level are one path. */
function drawPlates(brush: Brush, view: View, palette: Palette, { plates }: FloorPlan): void {
  const most = plates.reduce((top, { band }) => Math.max(top, band.levels), 1);
  for (let level = 1; level <= most; level++) {
    brush.beginPath();
    for (const { band, products } of plates) {
      if (band.level === level && products.length > 0) trace(brush, view, band.corners);
    }
    brush.globalAlpha = 0.16 * (level / most);
    brush.fillStyle = palette.of.text;
    brush.fill();
  }
  brush.beginPath();
  for (const { band, products } of plates) if (products.length === 0) trace(brush, view, band.corners);
  brush.globalAlpha = 1;
  brush.fillStyle = palette.of.surface;
  brush.fill();
  brush.beginPath();
  for (const { band } of plates) trace(brush, view, band.corners);
  brush.globalAlpha = 0.45;
  stroke(brush, palette.of["text-dim"], view.scale > 100 ? 1 : 0.5);
  brush.globalAlpha = 1;
}

/** Slanting lines over what does not work. */
function hatch(brush: Brush, view: View, polygon: readonly FloorPoint[], colour: string): void {
  brush.save();
  brush.beginPath();
  trace(brush, view, polygon);
  brush.clip();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [px, py] of polygon) {
    left = Math.min(left, view.x + px * view.scale);
    right = Math.max(right, view.x + px * view.scale);
    top = Math.min(top, view.y - py * view.scale);
    bottom = Math.max(bottom, view.y - py * view.scale);
  }
  const tall = bottom - top;
  const step = Math.max(7, (right - left + tall) / 200);
  brush.beginPath();
  for (let x = left - tall; x < right; x += step) {
    brush.moveTo(x, bottom);
    brush.lineTo(x + tall, top);
  }
  stroke(brush, colour, 1.5);
  brush.restore();
}

function drawCamera(brush: Brush, { view, palette, moods }: Still, { model, place, heading }: PlanCamera): void {
  const mood = moods.get(model.id);
  const x = view.x + place[0] * view.scale;
  const y = view.y - place[1] * view.scale;
  const [hx, hy] = [heading[0], -heading[1]];
  brush.beginPath();
  if (hx !== 0 || hy !== 0) {
    brush.moveTo(x, y);
    brush.lineTo(x + hx * 12 - hy * 6, y + hy * 12 + hx * 6);
    brush.lineTo(x + hx * 12 + hy * 6, y + hy * 12 - hx * 6);
    brush.closePath();
  }
  brush.fillStyle = moodColour(palette, mood) ?? palette.of["text-dim"];
  brush.fill();
  brush.beginPath();
  disc(brush, x, y, 4);
  brush.fillStyle = moodColour(palette, mood) ?? palette.of.text;
  brush.fill();
  if (mood !== "bad") return;
  brush.beginPath();
  brush.moveTo(x - 7, y - 7);
  brush.lineTo(x + 7, y + 7);
  brush.moveTo(x + 7, y - 7);
  brush.lineTo(x - 7, y + 7);
  stroke(brush, palette.of.bad, 2);
}

function fill(brush: Brush, view: View, polygon: readonly FloorPoint[], colour: string): void {
  brush.beginPath();
  trace(brush, view, polygon);
  brush.fillStyle = colour;
  brush.fill();
}

function line(brush: Brush, view: View, a: FloorPoint, b: FloorPoint): void {
  brush.moveTo(view.x + a[0] * view.scale, view.y - a[1] * view.scale);
  brush.lineTo(view.x + b[0] * view.scale, view.y - b[1] * view.scale);
}

/** A small arrow that points into the store. */
function arrow(brush: Brush, view: View, [x, y]: FloorPoint, [ix, iy]: FloorPoint, colour: string): void {
  const sx = view.x + x * view.scale;
  const sy = view.y - y * view.scale;
  brush.beginPath();
  brush.moveTo(sx - ix * 9, sy + iy * 9);
  brush.lineTo(sx + ix * 9, sy - iy * 9);
  for (const side of [1, -1]) {
    brush.moveTo(sx + ix * 9, sy - iy * 9);
    brush.lineTo(sx + ix * 4 - iy * 4 * side, sy - iy * 4 - ix * 4 * side);
  }
  stroke(brush, colour, 1.5);
}

function stroke(brush: Brush, colour: string, width: number): void {
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.stroke();
}
