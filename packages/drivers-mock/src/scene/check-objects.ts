import type { CameraReadings } from "@aisle/sdk";
import { type LineFault, showGot } from "./scene-issue.ts";

// These run for every object of every frame: they look at what JSON.parse gave and copy nothing. A part that was not
// seen may be `null` there; readings leave it out.

/** What is wrong with the `objects` of a `detections` line, if anything. */
export function checkDetections(objects: unknown): LineFault | undefined {
  if (!Array.isArray(objects)) return wrong("objects", "a list of objects", objects);
  for (let i = 0; i < objects.length; i++) {
    const fault = checkSeen(objects[i], i, 2) ?? checkBox(objects[i] as Fields, i);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What is wrong with the `objects` of a `poses` line, if anything. */
export function checkPoses(objects: unknown): LineFault | undefined {
  if (!Array.isArray(objects)) return wrong("objects", "a list of objects", objects);
  for (let i = 0; i < objects.length; i++) {
    const fault = checkSeen(objects[i], i, 3);
    if (fault !== undefined) return fault;
    const head = (objects[i] as Fields)["head"];
    if (head === undefined) return wrong(`objects[${i}].head`, "[x, y, z] in metres", head);
  }
  return undefined;
}

/** Checked `objects`, as the readings have them. */
export type DetectionObjects = CameraReadings["detections"]["objects"];
export type PoseObjects = CameraReadings["poses"]["objects"];

type Fields = Record<string, unknown>;

function checkSeen(object: unknown, i: number, dimensions: 2 | 3): LineFault | undefined {
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    return wrong(`objects[${i}]`, "an object", object);
  }
  const fields = object as Fields;
  if (fields["head"] === null) delete fields["head"];
  if (fields["id"] === null) delete fields["id"];
  const { score, id, head, wrists } = fields;
  if (!(typeof score === "number" && score >= 0 && score <= 1)) {
    return wrong(`objects[${i}].score`, "a number from 0 to 1", score);
  }
  if (id !== undefined && typeof id !== "number" && typeof id !== "string") {
    return wrong(`objects[${i}].id`, "a number or text", id);
  }
  if (head !== undefined && !isPoint(head, dimensions)) return wrong(`objects[${i}].head`, point(dimensions), head);
  if (wrists === undefined) return undefined;
  if (!Array.isArray(wrists)) return wrong(`objects[${i}].wrists`, "a list of points", wrists);
  let unseen = false;
  for (let j = 0; j < wrists.length; j++) {
    if (wrists[j] === null) unseen = true;
    else if (!isPoint(wrists[j], dimensions)) return wrong(`objects[${i}].wrists[${j}]`, point(dimensions), wrists[j]);
  }
  if (unseen) fields["wrists"] = wrists.filter((wrist) => wrist !== null);
  return undefined;
}

function checkBox({ box, class: name }: Fields, i: number): LineFault | undefined {
  if (!isPoint(box, 4)) return wrong(`objects[${i}].box`, "[left, top, width, height] in pixels", box);
  if ((box as readonly number[])[2]! < 0 || (box as readonly number[])[3]! < 0) {
    return wrong(`objects[${i}].box`, "a width and a height of 0 or more", box);
  }
  if (name !== undefined && typeof name !== "string") return wrong(`objects[${i}].class`, "text", name);
  return undefined;
}

function isPoint(value: unknown, dimensions: 2 | 3 | 4): boolean {
  if (!Array.isArray(value) || value.length !== dimensions) return false;
  for (let k = 0; k < dimensions; k++) {
    const number: unknown = value[k];
    if (typeof number !== "number" || number - number !== 0) return false;
  }
  return true;
}

function point(dimensions: 2 | 3): string {
  return dimensions === 2 ? "[u, v] in pixels" : "[x, y, z] in metres";
}

function wrong(field: string, expected: string, got: unknown): LineFault {
  return { field, problem: "wrong-field", expected, got: showGot(got) };
}
