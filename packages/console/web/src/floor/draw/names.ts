import type { FloorPoint } from "@aisle/sdk/store";
import { LabelSpace } from "../geometry/labels.ts";
import { type Brush, font, textWidth } from "./picture.ts";
import type { Still } from "./still.ts";

/** How far (pixels) above or below its place a name may stand where there is no room for it. */
const shifts = [0, 17, -17];

/** Names of gates, shelves, zones and cameras, where there is room: none over another or over a camera. */
export function drawNames(brush: Brush, { plan, view, palette, overlays }: Still): void {
  const space = new LabelSpace();
  brush.font = font;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineWidth = 3;
  brush.strokeStyle = palette.of.surface;
  const name = (text: string, point: FloorPoint, dy: number, colour: string, room = Infinity) => {
    const width = textWidth(brush, text);
    const x = view.x + point[0] * view.scale;
    const middle = view.y - point[1] * view.scale + dy;
    const shift =
      width > room ? undefined : shifts.find((by) => space.take(x - width / 2 - 2, middle + by - 7, width + 4, 14));
    if (shift === undefined) return;
    brush.strokeText(text, x, middle + shift);
    brush.fillStyle = colour;
    brush.fillText(text, x, middle + shift);
  };
  for (const { place } of plan.cameras) {
    space.take(view.x + place[0] * view.scale - 9, view.y - place[1] * view.scale - 9, 18, 18);
  }
  for (const { model } of plan.gates) name(model.id, model.at, 16, palette.of.text);
  for (const { id, outlines } of plan.shelves) {
    for (const outline of outlines) {
      const [a, , c] = outline as readonly [FloorPoint, FloorPoint, FloorPoint];
      const room = Math.max(Math.abs(a[0] - c[0]), Math.abs(a[1] - c[1])) * view.scale;
      name(id, [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2], 0, palette.of["text-dim"], room);
    }
  }
  if (overlays.zones) for (const { model, middle } of plan.zones) name(model.id, middle, 0, palette.of.accent);
  for (const { model, place } of plan.cameras) name(model.id, [place[0], place[1]], -14, palette.of["text-dim"]);
}
