import type { Detection, PixelPoint } from "@aisle/sdk";
import type { SeenObject } from "./seen-object.ts";
import { combine, type PictureSize, type Transformation, toPixelX, toPixelY } from "./transformation.ts";

/** What an object is to us. */
type Role = "person" | "head" | "face" | "wrist" | "other";

/**
 * By class in lower case. `Human` and `HumanFace` are `tt:ObjectType`, `Human` and `Face` the older `tt:ClassType`
 * (`metadatastream.xsd`; `HumanBody` is only a descriptor there); the others are words that cameras use.
 */
const roles: ReadonlyMap<string, Role> = new Map([
  ["human", "person"],
  ["humanbody", "person"],
  ["person", "person"],
  ["head", "head"],
  ["humanhead", "head"],
  ["face", "face"],
  ["humanface", "face"],
  ["wrist", "wrist"],
]);

/** The class of an object that the camera gives none. */
const unclassified = "Unclassified";
/** No camera sees this far beyond its picture, in pictures: what is there is an error of its coordinates. */
const farthest = 5;

/** Parts of one person. */
interface Parts {
  head: PixelPoint | undefined;
  headScore: number;
  face: PixelPoint | undefined;
  readonly wrists: PixelPoint[];
}

/** One object of a frame, with what is found out about it. */
interface Entry {
  readonly object: SeenObject;
  readonly role: Role;
  readonly box: Box | "broken" | undefined;
  /** Of a person: what belongs to it. */
  parts: Parts | undefined;
  /** It belongs to a person, and is no detection of its own. */
  isPart: boolean;
}

/** The detections of one frame, and how many objects were thrown away because they are broken. */
export interface FrameDetections {
  readonly objects: readonly Detection[];
  readonly broken: number;
}

/**
 * Makes detections of the objects of one frame. A head, face or wrist whose `Parent` is a person of the same frame
 * becomes part of that person; without one it stays a detection of its own class. An object without a shape is one that
 * the camera remembers but does not see (ONVIF Analytics Service Specification, "Objects"), and no detection.
 */
export function toDetections(seen: readonly SeenObject[], frame: Transformation, size: PictureSize): FrameDetections {
  /** `undefined` where a frame has two of one id: nobody knows then whose a part is. */
  const byId = new Map<string, Entry | undefined>();
  const entries = seen.map((object): Entry => {
    const entry = { object, role: roleOf(object), box: boxOf(object, frame, size), parts: undefined, isPart: false };
    if (object.id !== undefined) byId.set(object.id, byId.has(object.id) ? undefined : entry);
    return entry;
  });
  for (const entry of entries) join(entry, byId);
  const objects: Detection[] = [];
  let broken = 0;
  for (const { object, role, box, parts, isPart } of entries) {
    if (box === "broken") broken += 1;
    else if (box !== undefined && !isPart) objects.push(toDetection(object, role, box, parts));
  }
  return { objects, broken };
}

/** Gives a head, face or wrist to the person that it belongs to. */
function join(entry: Entry, byId: ReadonlyMap<string, Entry | undefined>): void {
  const { role, box, object } = entry;
  if (role === "person" || role === "other" || typeof box !== "object") return;
  const person = personOf(object, byId);
  if (typeof person?.box !== "object") return;
  entry.isPart = true;
  person.parts ??= { head: undefined, headScore: -1, face: undefined, wrists: [] };
  addPart(person.parts, role, middle(box), object.likelihood ?? 1);
}

/** A detection while it is made. */
type Draft = { -readonly [Field in keyof Detection]: Detection[Field] };

function toDetection({ id, type, likelihood }: SeenObject, role: Role, box: Box, parts: Parts | undefined): Detection {
  // Without a likelihood the camera says that it is there, and no more.
  const draft: Draft = { box, score: likelihood ?? 1 };
  if (id !== undefined) draft.id = id;
  if (role !== "person") draft.class = type ?? unclassified;
  if (parts === undefined) return draft;
  const head = parts.head ?? parts.face;
  if (head !== undefined) draft.head = head;
  if (parts.wrists.length > 0) draft.wrists = parts.wrists;
  return draft;
}

function roleOf({ type }: SeenObject): Role {
  if (type === undefined) return "other";
  // As the standard writes them, found without another string.
  if (type === "Human") return "person";
  if (type === "Head") return "head";
  return roles.get(type.toLowerCase()) ?? "other";
}

type Box = Detection["box"];

function boxOf(object: SeenObject, frame: Transformation, size: PictureSize): Box | "broken" | undefined {
  if (object.broken) return "broken";
  const { box, center, transformation } = object;
  const corners = box ?? (center && [center[0], center[1], center[0], center[1]]);
  if (corners === undefined) return undefined;
  const by = transformation === undefined ? frame : combine(transformation, frame);
  const x1 = toPixelX(corners[0], by, size);
  const x2 = toPixelX(corners[2], by, size);
  const y1 = toPixelY(corners[1], by, size);
  const y2 = toPixelY(corners[3], by, size);
  // A transformation may turn a box over.
  const left = Math.min(x1, x2);
  const right = Math.max(x1, x2);
  const top = Math.min(y1, y2);
  const bottom = Math.max(y1, y2);
  const isNear =
    left >= -farthest * size.width &&
    right <= (farthest + 1) * size.width &&
    top >= -farthest * size.height &&
    bottom <= (farthest + 1) * size.height;
  return isNear ? [left, top, rounded(right - left), rounded(bottom - top)] : "broken";
}

const rounded = (pixels: number): number => Math.round(pixels * 100) / 100;

function middle([left, top, width, height]: Box): PixelPoint {
  return [rounded(left + width / 2), rounded(top + height / 2)];
}

/** The person that it belongs to: its parent, or that one's, as of a face on a head. */
function personOf(object: SeenObject, byId: ReadonlyMap<string, Entry | undefined>): Entry | undefined {
  let parent = parentOf(object, byId);
  if (parent !== undefined && parent.role !== "person") parent = parentOf(parent.object, byId);
  return parent?.role === "person" ? parent : undefined;
}

function parentOf({ parent }: SeenObject, byId: ReadonlyMap<string, Entry | undefined>): Entry | undefined {
  return parent === undefined ? undefined : byId.get(parent);
}

function addPart(parts: Parts, role: "head" | "face" | "wrist", point: PixelPoint, score: number): void {
  if (role === "wrist") parts.wrists.push(point);
  else if (role === "face") parts.face ??= point;
  else if (score > parts.headScore) {
    parts.head = point;
    parts.headScore = score;
  }
}
