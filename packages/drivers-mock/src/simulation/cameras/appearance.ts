import type { CameraModel } from "@aisle/sdk/store";
import type { Solid } from "../layout/index.ts";
import type { Person } from "../people/index.ts";
import { type Projected, positionOf, projector } from "./projection.ts";
import { bodyRadius, hiddenByBody, hiddenBySolid, trunkRadius } from "./sight.ts";

/** How one person looks to one camera. Pixels; shares from 0 to 1. */
export interface Appearance {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How much of the body is neither hidden nor outside the picture. */
  readonly visible: number;
  /** Metres from the camera. */
  readonly depth: number;
}

/** What one camera would see without any fault of its own. */
export interface View {
  appearance(person: Person, people: readonly Person[]): Appearance | undefined;
  /** A point of a person in the picture, if it is in there and nothing hides it; `behindSelf`: the own trunk may. */
  point(
    person: Person,
    x: number,
    y: number,
    z: number,
    people: readonly Person[],
    behindSelf: boolean,
  ): Projected | undefined;
}

const nearestMetres = 0.3;
/** Heights, as shares of the body's, at which it is looked at. */
const slices = [0.04, 0.28, 0.52, 0.76, 0.98] as const;
const around = Array.from(
  { length: 8 },
  (_, step) => [Math.cos((step * Math.PI) / 4), Math.sin((step * Math.PI) / 4)] as const,
);
const sides = [-0.15, 0.15] as const;

/** The view of a camera into a store with this furniture. */
export function viewOf(camera: CameraModel, solids: readonly Solid[]): View {
  const project = projector(camera);
  const from = positionOf(camera);

  const inPicture = (p: Projected): boolean =>
    p.depth > nearestMetres && p.u >= 0 && p.v >= 0 && p.u < camera.width && p.v < camera.height;

  const hidden = (person: Person, x: number, y: number, z: number, people: readonly Person[]): boolean =>
    hiddenBySolid(from, x, y, z, solids) ||
    people.some((other) => other !== person && hiddenByBody(from, x, y, z, other));

  /** The box around the body from one height to another. */
  const outline = (
    person: Person,
    low: number,
    high: number,
  ): { left: number; top: number; right: number; bottom: number } | undefined => {
    const box = {
      left: Number.POSITIVE_INFINITY,
      top: Number.POSITIVE_INFINITY,
      right: Number.NEGATIVE_INFINITY,
      bottom: Number.NEGATIVE_INFINITY,
    };
    for (const z of [low, high])
      for (const [cos, sin] of around) {
        const p = project(person.x + bodyRadius * cos, person.y + bodyRadius * sin, z);
        if (p.depth < nearestMetres) return undefined;
        box.left = Math.min(box.left, p.u);
        box.right = Math.max(box.right, p.u);
        box.top = Math.min(box.top, p.v);
        box.bottom = Math.max(box.bottom, p.v);
      }
    return box;
  };

  return {
    appearance(person, people) {
      const dx = person.x - from[0];
      const dy = person.y - from[1];
      const distance = Math.max(0.1, Math.sqrt(dx * dx + dy * dy));
      let seen = 0;
      let low: number | undefined;
      let high = 0;
      for (const [index, slice] of slices.entries())
        for (const side of sides) {
          const x = person.x - (dy / distance) * side;
          const y = person.y + (dx / distance) * side;
          const z = slice * person.height;
          if (!inPicture(project(x, y, z)) || hidden(person, x, y, z, people)) continue;
          seen++;
          low ??= index === 0 ? 0 : slice * person.height;
          high = index === slices.length - 1 ? person.height : slice * person.height;
        }
      if (low === undefined) return undefined;
      // One slice alone still is a hand's breadth high.
      const box = outline(person, low, Math.max(high, low + 0.2));
      if (box === undefined) return undefined;
      return {
        left: Math.max(0, box.left),
        top: Math.max(0, box.top),
        right: Math.min(camera.width, box.right),
        bottom: Math.min(camera.height, box.bottom),
        visible: seen / (slices.length * sides.length),
        depth: distance,
      };
    },
    point(person, x, y, z, people, behindSelf) {
      if (!inPicture(project(x, y, z)) || hidden(person, x, y, z, people)) return undefined;
      if (behindSelf && hiddenByBody(from, x, y, z, person, trunkRadius)) return undefined;
      return project(x, y, z);
    },
  };
}
