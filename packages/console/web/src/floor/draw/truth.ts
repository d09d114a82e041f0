import { indexAt, placeAt } from "../geometry/path-at.ts";
import { bodyRadius } from "./people.ts";
import { disc, font, type Picture, textWidth } from "./picture.ts";

/** How much of a true path is drawn before the moment that is shown, and how near (ms) a true pick or a wrong line is. */
const pathTime = 4_000;
const pickTime = 2_000;
const wrongTime = 5_000;

/** True people are named like sessions and are none: `p4` is not `s4`. */
const slanted = `italic ${font}`;

function trueName(person: string): string {
  return `true ${person}`;
}

/** What really happened, over what was made of it: hollow discs, dashed paths, rings at plates, ✕ where a line is wrong. */
export function drawTruth(picture: Picture): void {
  const { brush, truth, floor, plan, view, palette, overlays, labels } = picture;
  if (truth === undefined) return;
  const { t } = floor;
  /** People are shown a little late; whoever is seen where they really were has to lie under their disc. */
  const then = t - floor.lag;
  const radius = bodyRadius(view);
  // One path for all dashes, one for all discs: a path of its own for each person takes several times as long.
  brush.beginPath();
  for (const { points } of truth.paths) {
    const place = placeAt(points, then);
    if (place === undefined) continue;
    brush.moveTo(view.x + place[0] * view.scale, view.y - place[1] * view.scale);
    for (let i = indexAt(points, then); i >= 0 && points[i]![0] > then - pathTime; i--) {
      brush.lineTo(view.x + points[i]![1] * view.scale, view.y - points[i]![2] * view.scale);
    }
  }
  brush.strokeStyle = palette.of.text;
  brush.lineWidth = 1.5;
  brush.globalAlpha = 0.55;
  brush.setLineDash([3, 4]);
  brush.stroke();
  brush.setLineDash([]);
  brush.globalAlpha = 1;
  brush.font = slanted;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillStyle = palette.of.text;
  brush.beginPath();
  for (const { person, points } of truth.paths) {
    const place = placeAt(points, then);
    if (place === undefined) continue;
    const x = view.x + place[0] * view.scale;
    const y = view.y - place[1] * view.scale;
    disc(brush, x, y, radius + 2);
    const name = trueName(person);
    const width = textWidth(brush, name, slanted);
    if (overlays.labels && labels.take(x - width / 2, y - radius - 15, width, 12)) {
      brush.fillText(name, x, y - radius - 9);
    }
  }
  brush.stroke();
  brush.lineWidth = 2;
  for (const { t: at, plate, kind } of truth.interactions) {
    if (Math.abs(at - t) > pickTime) continue;
    const center = plan.plateById.get(plate)?.band.center;
    if (center === undefined) continue;
    brush.strokeStyle = kind === "touch" ? palette.of["text-dim"] : palette.of[kind];
    brush.beginPath();
    disc(brush, view.x + center[0] * view.scale, view.y - center[1] * view.scale, Math.max(6, 0.09 * view.scale));
    brush.stroke();
  }
  drawWrong(picture);
}

function drawWrong({ brush, truth, floor, plan, view, palette }: Picture): void {
  brush.strokeStyle = palette.of.bad;
  brush.lineWidth = 3;
  for (const { verdict, t, plate } of truth?.judged ?? []) {
    if (verdict === "right" || plate === undefined || Math.abs(t - floor.t) > wrongTime) continue;
    const center = plan.plateById.get(plate)?.band.center;
    if (center === undefined) continue;
    const x = view.x + center[0] * view.scale;
    const y = view.y - center[1] * view.scale;
    const s = Math.max(6, 0.08 * view.scale);
    brush.beginPath();
    brush.moveTo(x - s, y - s);
    brush.lineTo(x + s, y + s);
    brush.moveTo(x + s, y - s);
    brush.lineTo(x - s, y + s);
    brush.stroke();
  }
}
