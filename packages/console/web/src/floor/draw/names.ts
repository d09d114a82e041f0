import type { FloorPoint } from "@aisle/sdk/store";
import { LabelSpace } from "../geometry/labels.ts";
import { type Brush, font, textWidth } from "./picture.ts";
import type { Still } from "./still.ts";

/** Half the room a camera's sign takes, pixels. */
const sign = 9;

/** Names of gates, shelves, zones and cameras, where there is room: none over another, over a camera or under a control. */
export function drawNames(brush: Brush, { plan, view, palette, overlays, covered }: Still): void {
  const space = new LabelSpace();
  brush.font = font;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineWidth = 3;
  brush.strokeStyle = palette.of.surface;
  for (const { left, top, width, height } of covered) space.take(left, top, width, height);
  /** At the first of `places` (pixels beside the point) that is free. */
  const name = (text: string, [px, py]: FloorPoint, places: readonly FloorPoint[], colour: string) => {
    const width = textWidth(brush, text);
    const x = view.x + px * view.scale;
    const y = view.y - py * view.scale;
    const place = places.find(([dx, dy]) => space.take(x + dx - width / 2 - 2, y + dy - 7, width + 4, 14));
    if (place === undefined) return;
    brush.strokeText(text, x + place[0], y + place[1]);
    brush.fillStyle = colour;
    brush.fillText(text, x + place[0], y + place[1]);
  };
  for (const { place } of plan.cameras) {
    space.take(view.x + place[0] * view.scale - sign, view.y - place[1] * view.scale - sign, 2 * sign, 2 * sign);
  }
  for (const { model } of plan.gates) name(model.id, model.at, upright(16), palette.of.text);
  for (const { id, outlines } of plan.shelves) {
    for (const outline of outlines) {
      const [a, , c] = outline as readonly [FloorPoint, FloorPoint, FloorPoint];
      const room = Math.max(Math.abs(a[0] - c[0]), Math.abs(a[1] - c[1])) * view.scale;
      if (textWidth(brush, id) > room) continue;
      name(id, [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2], upright(0), palette.of["text-dim"]);
    }
  }
  if (overlays.zones) for (const { model, middle } of plan.zones) name(model.id, middle, upright(0), palette.of.accent);
  for (const { model, place } of plan.cameras) {
    const beside = sign + 4 + textWidth(brush, model.id) / 2;
    name(model.id, [place[0], place[1]], allAround(beside), palette.of["text-dim"]);
  }
}

/** Its place, or a line below or above it. */
function upright(dy: number): readonly FloorPoint[] {
  return [
    [0, dy],
    [0, dy + 17],
    [0, dy - 17],
  ];
}

/** Above, below, right or left of a sign, or a line above. */
function allAround(beside: number): readonly FloorPoint[] {
  return [
    [0, -17],
    [0, 17],
    [beside, 0],
    [-beside, 0],
    [0, -34],
  ];
}
