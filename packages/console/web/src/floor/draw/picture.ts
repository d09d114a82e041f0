import type { FloorPoint } from "@aisle/sdk/store";
import type { TruthOverlay } from "../../../../src/wire/index.ts";
import type { FloorView, Overlays, Selection } from "../../client/page-model.ts";
import type { LabelSpace } from "../geometry/labels.ts";
import type { FloorPlan } from "../geometry/plan.ts";
import type { Trails } from "../geometry/trails.ts";
import type { Size, View } from "../geometry/view.ts";
import type { Palette } from "./palette.ts";

export type Brush = CanvasRenderingContext2D;

export const font = "500 11px system-ui, sans-serif";

/** How a device is drawn. Those that do well are not in the map. */
export type DeviceMood = "bad" | "warn" | "out";

/** Everything one picture of what moves is drawn from. */
export interface Picture {
  readonly brush: Brush;
  readonly plan: FloorPlan;
  readonly view: View;
  readonly size: Size;
  readonly palette: Palette;
  readonly floor: FloorView;
  readonly overlays: Overlays;
  readonly selection: Selection | undefined;
  readonly hovered: Selection | undefined;
  readonly truth: TruthOverlay | undefined;
  readonly trails: Trails;
  readonly labels: LabelSpace;
  /** Sessions that were let in lately, by gate: ms since the epoch. */
  readonly admitted: ReadonlyMap<string, number>;
  /** Plates of the interaction that is selected. */
  readonly plates: readonly string[];
  /** The reader asked for less motion. */
  readonly calm: boolean;
}

/** Begins a path along a closed line of the floor; the caller fills or strokes it. */
export function trace(brush: Brush, view: View, polygon: readonly FloorPoint[]): void {
  for (let i = 0; i < polygon.length; i++) {
    const point = polygon[i]!;
    const x = view.x + point[0] * view.scale;
    const y = view.y - point[1] * view.scale;
    if (i === 0) brush.moveTo(x, y);
    else brush.lineTo(x, y);
  }
  brush.closePath();
}

export function disc(brush: Brush, x: number, y: number, radius: number): void {
  brush.moveTo(x + radius, y);
  brush.arc(x, y, radius, 0, Math.PI * 2);
}

const widths = new Map<string, number>();

/** Width of a text in `font`, remembered. No text may be asked for in two styles. */
export function textWidth(brush: Brush, text: string, style = font): number {
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size > 5_000) widths.clear();
    brush.font = style;
    width = brush.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}
