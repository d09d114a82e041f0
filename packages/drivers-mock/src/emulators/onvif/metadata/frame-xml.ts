import type { Detection, PixelPoint } from "@aisle/sdk";
import { dateTime, escapeXml, namespaces } from "../soap/index.ts";
import type { ObjectNumbers } from "./object-numbers.ts";

/** How a camera gives places: ONVIF's normalised coordinates, or pixels with the transformation from them. */
export type FrameCoordinates = "normalised" | "pixels";

/** Writes frames as metadata documents. */
export interface FrameWriter {
  /** One `tt:MetadataStream` with one frame. Objects whose box is not made of numbers are left out. */
  write(at: number, objects: readonly Detection[]): { readonly xml: string; readonly refused: number };
}

/** Half the width of the box around a head and a wrist, in pixels. */
const headHalf = 8;
const wristHalf = 4;
/** Wrists of one object at most. */
const mostWrists = 2;

/**
 * Frames as in ONVIF Analytics 21.12, Scene description: a `tt:Frame` with a `tt:Object` for each object, and one more, with
 * `Parent`, for its head and each wrist. Normalised coordinates go from -1 to 1, y up (Spatial relation).
 */
export function createFrameWriter(
  width: number,
  height: number,
  coordinates: FrameCoordinates,
  numbers: ObjectNumbers,
): FrameWriter {
  const normalised = coordinates === "normalised";
  const x = normalised ? (u: number) => rounded((2 * u) / width - 1, 1e6) : (u: number) => rounded(u, 1e3);
  const y = normalised ? (v: number) => rounded(1 - (2 * v) / height, 1e6) : (v: number) => rounded(v, 1e3);
  const transformation = normalised
    ? ""
    : `<tt:Transformation><tt:Translate x="-1" y="1"/><tt:Scale x="${2 / width}" y="${-2 / height}"/></tt:Transformation>`;

  const object = (
    attributes: string,
    left: number,
    top: number,
    right: number,
    bottom: number,
    type: string,
    likelihood: number,
  ): string =>
    `<tt:Object${attributes}><tt:Appearance><tt:Shape><tt:BoundingBox left="${x(left)}" top="${y(top)}" ` +
    `right="${x(right)}" bottom="${y(bottom)}"/><tt:CenterOfGravity x="${x((left + right) / 2)}" ` +
    `y="${y((top + bottom) / 2)}"/></tt:Shape><tt:Class><tt:Type Likelihood="${likelihood}">${type}</tt:Type>` +
    `</tt:Class></tt:Appearance></tt:Object>`;

  const part = (parent: number, index: number, [u, v]: PixelPoint, type: string, half: number, score: number): string =>
    object(
      ` ObjectId="${numbers.part(parent, index)}" Parent="${parent}"`,
      u - half,
      v - half,
      u + half,
      v + half,
      type,
      score,
    );

  const all = ({ id, class: seen = "Human", box, score, head, wrists = [] }: Detection, taken: Set<number>): string => {
    const [left, top, wide, high] = box;
    const parts = head !== undefined || wrists.length > 0;
    // Its parts have to name it, so that an object with parts always has a number.
    const wanted = id === undefined ? undefined : numbers.of(id);
    const isFree = wanted !== undefined && !taken.has(wanted);
    const own = isFree ? wanted : parts || wanted !== undefined ? numbers.fresh() : undefined;
    if (isFree) taken.add(wanted);
    const named = own === undefined ? "" : ` ObjectId="${own}"`;
    let xml = object(named, left, top, left + wide, top + high, escapeXml(seen), score);
    if (own === undefined) return xml;
    if (head !== undefined && finite(head)) xml += part(own, 0, head, "Head", headHalf, score);
    for (const [index, wrist] of wrists.slice(0, mostWrists).entries())
      if (finite(wrist)) xml += part(own, index + 1, wrist, "Wrist", wristHalf, score);
    return xml;
  };

  return {
    write(at, objects) {
      // Two objects of one frame have two numbers, whatever the tracker thinks: parts name their object by it.
      const taken = new Set<number>();
      const whole = objects.filter((each) => finite(each.box) && Number.isFinite(each.score));
      const xml =
        `<?xml version="1.0" encoding="UTF-8"?><tt:MetadataStream xmlns:tt="${namespaces.tt}"><tt:VideoAnalytics>` +
        `<tt:Frame UtcTime="${dateTime(at)}" Source="source">${transformation}${whole.map((each) => all(each, taken)).join("")}</tt:Frame>` +
        `</tt:VideoAnalytics></tt:MetadataStream>`;
      return { xml, refused: objects.length - whole.length };
    },
  };
}

const rounded = (value: number, scale: number): number => Math.round(value * scale) / scale;
const finite = (numbers: readonly number[]): boolean => numbers.every(Number.isFinite);
