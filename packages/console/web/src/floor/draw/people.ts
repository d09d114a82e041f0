import type { PersonFrame } from "../../../../src/wire/index.ts";
import { trailPoints, trailStep } from "../geometry/trails.ts";
import type { View } from "../geometry/view.ts";
import { type Emphasis, emphasisOf, isMeant } from "./emphasis.ts";
import { disc, font, type Picture, textWidth } from "./picture.ts";

/** A body on the floor, metres; and how small or large (pixels) it is drawn at least and at most. */
const body = 0.2;
const leastBody = 5;
const mostBody = 26;
const dimmed = 0.28;
/** A trail fades in so many steps. */
const trailBands = 3;

/** Pixels of a person's disc at a scale. */
export function bodyRadius(view: View): number {
  return Math.min(Math.max(body * view.scale, leastBody), mostBody);
}

/** Trails, uncertainty, hands, bodies and names. */
export function drawPeople(picture: Picture): void {
  const { brush, floor, overlays, selection } = picture;
  const emphasis = emphasisOf(selection, floor.people);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  if (overlays.trails && !picture.calm) drawTrails(picture, emphasis);
  drawUncertainty(picture, emphasis);
  const all = emphasis.session === undefined && emphasis.person === undefined;
  // Those who are meant lie over the others.
  for (const turn of all ? [true] : [false, true]) {
    for (const person of floor.people) {
      if (isMeant(emphasis, person) === turn) drawPerson(picture, person, turn, emphasis);
    }
  }
  if (overlays.labels) drawLabels(picture, emphasis);
  brush.globalAlpha = 1;
}

function drawTrails({ brush, floor, view, palette, trails }: Picture, emphasis: Emphasis): void {
  brush.lineWidth = 2;
  for (const person of floor.people) {
    const trail = trails.of(person.id);
    if (trail === undefined || trail.count < 2) continue;
    const strength = isMeant(emphasis, person) ? 0.7 : 0.7 * dimmed;
    brush.strokeStyle = palette.session(person.session);
    let x = view.x + person.x * view.scale;
    let y = view.y - person.y * view.scale;
    let band = 0;
    brush.beginPath();
    brush.moveTo(x, y);
    for (let k = 0; k < trail.count; k++) {
      const i = (trail.head - k + trailPoints) % trailPoints;
      const next = Math.floor(((floor.t - trail.t[i]!) / (trailPoints * trailStep)) * trailBands);
      if (next >= trailBands) break;
      if (next !== band) {
        brush.globalAlpha = strength * (1 - band / trailBands);
        brush.stroke();
        brush.beginPath();
        brush.moveTo(x, y);
        band = next;
      }
      x = view.x + trail.x[i]! * view.scale;
      y = view.y - trail.y[i]! * view.scale;
      brush.lineTo(x, y);
    }
    brush.globalAlpha = strength * (1 - band / trailBands);
    brush.stroke();
  }
}

/** A ring that holds the true place in 19 of 20 cases, if the deviation is right and alike in both directions: 2.45 σ. */
function drawUncertainty({ brush, floor, view, palette }: Picture, emphasis: Emphasis): void {
  const radius = bodyRadius(view);
  brush.lineWidth = 1;
  for (const person of floor.people) {
    const ring = person.deviation * 2.45 * view.scale;
    if (ring < radius + 2) continue;
    brush.globalAlpha = isMeant(emphasis, person) ? 0.5 : 0.5 * dimmed;
    brush.strokeStyle = palette.session(person.session);
    brush.beginPath();
    disc(brush, view.x + person.x * view.scale, view.y - person.y * view.scale, ring);
    brush.stroke();
  }
}

function drawPerson(picture: Picture, person: PersonFrame, meant: boolean, emphasis: Emphasis): void {
  const { brush, view, palette } = picture;
  const radius = bodyRadius(view);
  const x = view.x + person.x * view.scale;
  const y = view.y - person.y * view.scale;
  const colour = palette.session(person.session);
  brush.globalAlpha = meant ? 1 : dimmed;
  if (person.hands !== undefined) {
    brush.strokeStyle = colour;
    brush.fillStyle = colour;
    brush.lineWidth = Math.max(2, radius / 4);
    brush.beginPath();
    for (const hand of person.hands) {
      brush.moveTo(x, y);
      brush.lineTo(view.x + hand[0] * view.scale, view.y - hand[1] * view.scale);
    }
    brush.stroke();
    brush.beginPath();
    for (const hand of person.hands) {
      disc(brush, view.x + hand[0] * view.scale, view.y - hand[1] * view.scale, Math.max(2.5, radius / 3.5));
    }
    brush.fill();
  }
  brush.beginPath();
  disc(brush, x, y, radius);
  brush.fillStyle = colour;
  brush.fill();
  brush.strokeStyle = palette.of.surface;
  brush.lineWidth = 1.5;
  brush.stroke();
  const chosen = emphasis.session !== undefined ? meant : person.id === emphasis.person;
  const hovered = picture.hovered?.kind === "person" && picture.hovered.id === person.id;
  if (!chosen && !hovered) return;
  brush.beginPath();
  disc(brush, x, y, radius + 3);
  brush.strokeStyle = palette.of.text;
  brush.lineWidth = 2;
  brush.stroke();
}

/** Sessions' ids below their people, those that are meant first. */
function drawLabels(picture: Picture, emphasis: Emphasis): void {
  const { brush, floor, view, size, palette, labels } = picture;
  const below = bodyRadius(view) + 9;
  brush.font = font;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  const all = emphasis.session === undefined && emphasis.person === undefined;
  for (const turn of all ? [true] : [true, false]) {
    const strength = turn ? 1 : dimmed * 1.6;
    for (const person of floor.people) {
      if (person.session === null || isMeant(emphasis, person) !== turn) continue;
      const x = view.x + person.x * view.scale;
      const y = view.y - person.y * view.scale + below;
      if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
      const width = textWidth(brush, person.session);
      if (!labels.take(x - width / 2 - 1, y - 6, width + 2, 12)) continue;
      // A ground below the letters: an outline of each letter takes three times as long.
      brush.globalAlpha = 0.6 * strength;
      brush.fillStyle = palette.of.surface;
      brush.fillRect(x - width / 2 - 2, y - 6, width + 4, 12);
      brush.globalAlpha = strength;
      brush.fillStyle = palette.of.text;
      brush.fillText(person.session, x, y);
    }
  }
}
