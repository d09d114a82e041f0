import type { CameraModel, FloorPoint } from "@aisle/sdk/store";
import type { CameraSight, PersonFrame } from "../../../../src/wire/index.ts";
import { project } from "../geometry/camera.ts";
import { inside } from "../geometry/polygon.ts";
import { boundsOf } from "../geometry/view.ts";
import type { Palette } from "./palette.ts";
import { type Brush, disc, font, textWidth } from "./picture.ts";

/** Lines of the floor's grid at most, each way; and the steps (metres) a line is bent in by nothing but clipping. */
const mostLines = 60;
const step = 0.25;

/** What one camera says it sees, in its own pixels: the floor's grid, boxes, heads and wrists. No picture of anybody. */
export function drawSight(
  brush: Brush,
  camera: CameraModel,
  floor: readonly FloorPoint[],
  sight: CameraSight | undefined,
  people: readonly PersonFrame[],
  palette: Palette,
  scale: number,
  /** What is said where there is nothing to see. */
  silence: string,
): void {
  brush.fillStyle = palette.of.surface;
  brush.fillRect(0, 0, camera.width * scale, camera.height * scale);
  drawGrid(brush, camera, floor, palette, scale);
  brush.lineWidth = 1.5;
  for (const { box, head, wrists } of sight?.boxes ?? []) {
    brush.strokeStyle = palette.of.accent;
    brush.strokeRect(box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale);
    if (head !== undefined) point(brush, head, 4, palette.of.accent, scale);
    for (const wrist of wrists ?? []) point(brush, wrist, 3, palette.of.pick, scale);
  }
  // Where fusion has people, as this camera would see their feet: they should stand at the foot of their boxes.
  for (const { x, y, session } of people) {
    const foot = project(camera, x, y, 0);
    if (foot !== undefined) point(brush, foot, 4, palette.session(session), scale);
  }
  if (sight === undefined) {
    const [x, y] = [(camera.width * scale) / 2, (camera.height * scale) / 2];
    const wide = textWidth(brush, silence) + 12;
    brush.fillStyle = palette.of.surface;
    brush.fillRect(x - wide / 2, y - 9, wide, 18);
    brush.font = font;
    brush.fillStyle = palette.of["text-dim"];
    brush.textAlign = "center";
    brush.textBaseline = "middle";
    brush.fillText(silence, x, y);
  }
}

function point(brush: Brush, [u, v]: readonly [number, number], radius: number, colour: string, scale: number): void {
  brush.beginPath();
  disc(brush, u * scale, v * scale, radius);
  brush.fillStyle = colour;
  brush.fill();
}

/** The floor's lines, a metre apart (more on a large floor), where they are on the floor and before the camera. */
function drawGrid(
  brush: Brush,
  camera: CameraModel,
  floor: readonly FloorPoint[],
  palette: Palette,
  scale: number,
): void {
  const { minX, minY, maxX, maxY } = boundsOf(floor);
  const apart = Math.max(1, Math.ceil(Math.max(maxX - minX, maxY - minY) / mostLines));
  brush.strokeStyle = palette.of.line;
  brush.lineWidth = 1;
  brush.beginPath();
  const along = (from: number, to: number, at: (s: number) => FloorPoint) => {
    let on = false;
    for (let s = from; s <= to + 1e-9; s += step * apart) {
      const [x, y] = at(s);
      const pixel = inside(floor, x, y) ? project(camera, x, y, 0) : undefined;
      if (pixel === undefined) on = false;
      else if (on) brush.lineTo(pixel[0] * scale, pixel[1] * scale);
      else {
        brush.moveTo(pixel[0] * scale, pixel[1] * scale);
        on = true;
      }
    }
  };
  for (let x = Math.ceil(minX / apart) * apart; x <= maxX; x += apart) along(minY, maxY, (s) => [x, s]);
  for (let y = Math.ceil(minY / apart) * apart; y <= maxY; y += apart) along(minX, maxX, (s) => [s, y]);
  brush.stroke();
}
