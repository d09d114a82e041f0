import type { Transformation } from "./transformation.ts";
import type { XmlAttributes } from "./xml-attributes.ts";

/** One `tt:Object` as it stands in a document. */
export interface SeenObject {
  readonly id: string | undefined;
  readonly parent: string | undefined;
  transformation: Transformation | undefined;
  box: readonly [left: number, top: number, right: number, bottom: number] | undefined;
  center: readonly [x: number, y: number] | undefined;
  /** The likeliest class so far. */
  type: string | undefined;
  likelihood: number | undefined;
  /** Something of it is no number, or out of range: all of it is thrown away. */
  broken: boolean;
}

const longestId = 100;
const longestType = 100;

/** Begins an object with what its start tag says. */
export function beginObject(attributes: XmlAttributes): SeenObject {
  const id = attributes.get("ObjectId") ?? attributes.get("UUID");
  const parent = attributes.get("Parent") ?? attributes.get("ParentUUID");
  return {
    id,
    parent,
    transformation: undefined,
    box: undefined,
    center: undefined,
    type: undefined,
    likelihood: undefined,
    broken: (id?.length ?? 0) > longestId || (parent?.length ?? 0) > longestId,
  };
}

/**
 * Takes one of an object's classes; the likeliest stays, of equals the first. A likelihood goes from 0 to 1 (ONVIF
 * Analytics Service Specification, "Class descriptor"); one that does not makes the object broken, one that is missing
 * is `undefined`.
 */
export function addClass(object: SeenObject, text: string, likelihood: number | undefined): void {
  const type = text.trim();
  if (type === "" || type.length > longestType) return;
  if (likelihood !== undefined && !(likelihood >= 0 && likelihood <= 1)) {
    object.broken = true;
    return;
  }
  if (object.type !== undefined && (likelihood ?? 0) <= (object.likelihood ?? 0)) return;
  object.type = type;
  object.likelihood = likelihood;
}
