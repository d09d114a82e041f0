import type { FloorPoint } from "@aisle/sdk/store";
import type { Selection } from "../../client/page-model.ts";
import { scaleBar } from "../geometry/view.ts";
import { disc, font, type Picture, trace } from "./picture.ts";

/** What is selected or pointed at, other than people, and gates that have just let somebody in. */
export function drawMarks(picture: Picture): void {
  const { brush, plan, view, palette, floor } = picture;
  for (const plate of picture.plates) outline(picture, plan.plateById.get(plate)?.band.corners, palette.of.pick);
  if (picture.hovered !== undefined) mark(picture, picture.hovered, palette.of["text-dim"]);
  if (picture.selection !== undefined) mark(picture, picture.selection, palette.of.text);
  for (const { model } of plan.gates) {
    const age = (floor.t - (picture.admitted.get(model.id) ?? -Infinity)) / floor.flashAge;
    if (age < 0 || age >= 1) continue;
    brush.globalAlpha = 1 - age;
    brush.strokeStyle = palette.of.good;
    brush.lineWidth = 3;
    brush.beginPath();
    const radius = picture.calm ? 14 : 10 + 16 * age;
    disc(brush, view.x + model.at[0] * view.scale, view.y - model.at[1] * view.scale, radius);
    brush.stroke();
    brush.globalAlpha = 1;
  }
}

function mark(picture: Picture, { kind, id }: Selection, colour: string): void {
  const { brush, plan, view, palette } = picture;
  switch (kind) {
    case "plate":
      outline(picture, plan.plateById.get(id)?.band.corners, colour);
      return;
    case "camera": {
      const camera = plan.cameras.find(({ model }) => model.id === id);
      if (camera === undefined) return;
      brush.globalAlpha = 0.12;
      brush.fillStyle = palette.of.return;
      brush.beginPath();
      trace(brush, view, camera.footprint);
      brush.fill();
      brush.globalAlpha = 1;
      outline(picture, camera.footprint, palette.of.return);
      ring(picture, [camera.place[0], camera.place[1]], colour);
      return;
    }
    case "gate": {
      const gate = plan.gates.find(({ model }) => model.id === id);
      if (gate !== undefined) ring(picture, gate.model.at, colour);
      return;
    }
    case "device": {
      const shelf = plan.shelves.find((each) => each.id === id);
      if (shelf !== undefined) for (const each of shelf.outlines) outline(picture, each, colour);
      else if (plan.cameras.some(({ model }) => model.id === id)) mark(picture, { kind: "camera", id }, colour);
      else if (plan.gates.some(({ model }) => model.id === id)) mark(picture, { kind: "gate", id }, colour);
      return;
    }
    default:
      return;
  }
}

function outline({ brush, view }: Picture, corners: readonly FloorPoint[] | undefined, colour: string): void {
  if (corners === undefined || corners.length === 0) return;
  brush.beginPath();
  trace(brush, view, corners);
  brush.strokeStyle = colour;
  brush.lineWidth = 2;
  brush.stroke();
}

function ring({ brush, view }: Picture, [x, y]: FloorPoint, colour: string): void {
  brush.beginPath();
  disc(brush, view.x + x * view.scale, view.y - y * view.scale, 15);
  brush.strokeStyle = colour;
  brush.lineWidth = 2;
  brush.stroke();
}

/** How long a metre is, at the lower left. */
export function drawScaleBar({ brush, view, size, palette }: Picture): void {
  const { metres, pixels } = scaleBar(view.scale, Math.min(120, size.width / 4));
  const y = size.height - 12;
  brush.beginPath();
  brush.moveTo(12, y - 5);
  brush.lineTo(12, y);
  brush.lineTo(12 + pixels, y);
  brush.lineTo(12 + pixels, y - 5);
  brush.strokeStyle = palette.of.text;
  brush.lineWidth = 1.5;
  brush.stroke();
  brush.font = font;
  brush.textAlign = "left";
  brush.textBaseline = "middle";
  brush.fillStyle = palette.of.text;
  brush.fillText(metres >= 1 ? `${metres} m` : `${Math.round(metres * 100)} cm`, 18 + pixels, y - 3);
}
