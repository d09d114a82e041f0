import type { StoreModel } from "@aisle/sdk/store";
import { checkDetections, checkPoses, type DetectionObjects, type PoseObjects } from "./check-objects.ts";
import { cutWeights, packWeights } from "./check-weights.ts";
import { type CutGrams, cutGrams, gramsMark } from "./cut-grams.ts";
import { devicesOf, type SceneDevice } from "./scene-devices.ts";
import { type LineFault, showGot } from "./scene-issue.ts";
import type { SceneReading } from "./scene-reading.ts";

/** The last moment that a `Date` can hold. */
const endOfTime = 8.64e15;
const lineKinds = ["weights", "detections", "poses", "scan", "passage"];
const kindOfLine = new Map([
  ["weights", "weight-shelf"],
  ["detections", "camera"],
  ["poses", "camera"],
  ["scan", "barcode-scanner"],
  ["passage", "turnstile"],
]);

type Fields = Readonly<Record<string, unknown>>;

/** Makes readings of the lines of a scene, for the devices of one store. Gives a fault where a line is not right. */
export function lineParser(store: StoreModel): (line: Buffer | string) => SceneReading | LineFault {
  const devices = devicesOf(store);
  return (line) => {
    if (typeof line === "string") return parse(line, devices);
    const cut = cutGrams(line);
    const reading = cut === undefined ? undefined : parse(cut.rest, devices, cut);
    // What is wrong is said of the line as it stands.
    return reading === undefined || isFault(reading) ? parse(line.toString("utf8"), devices) : reading;
  };
}

function parse(text: string, devices: ReadonlyMap<string, SceneDevice>, cut?: CutGrams): SceneReading | LineFault {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return malformed(error instanceof Error ? error.message : "something else");
  }
  if (typeof line !== "object" || line === null || Array.isArray(line)) return malformed(showGot(line));
  return readingOf(line as Fields, devices, cut);
}

/** Tells a fault from a reading. */
export function isFault(value: SceneReading | LineFault): value is LineFault {
  return "problem" in value;
}

function readingOf(
  line: Fields,
  devices: ReadonlyMap<string, SceneDevice>,
  cut: CutGrams | undefined,
): SceneReading | LineFault {
  const { rx, t, kind } = line;
  if (!isTime(rx)) return wrong("rx", "the time of arrival in ms since the Unix epoch", rx);
  if (typeof line["device"] !== "string") return wrong("device", "the id of a device", line["device"]);
  const device = devices.get(line["device"]);
  if (device === undefined) {
    return fault("device", "unknown-device", "a device of store.json", showGot(line["device"]));
  }
  const kindOfDevice = typeof kind === "string" ? kindOfLine.get(kind) : undefined;
  if (kindOfDevice === undefined) return fault("kind", "unknown-kind", `one of ${lineKinds.join(", ")}`, showGot(kind));
  if (kindOfDevice !== device.kind) {
    const said = lineKinds.filter((name) => kindOfLine.get(name) === device.kind).join(" or ");
    return fault("kind", "unknown-kind", `${said}, as ${device.id} is a ${device.kind}`, showGot(kind));
  }
  if (!isTime(t)) return wrong("t", "the device's time in ms since the Unix epoch", t);
  switch (kind) {
    case "weights":
      return weightsOf(line, rx, t, device, cut);
    case "detections":
      return detectionsOf(line["objects"], rx, t, device.id);
    case "poses":
      return posesOf(line["objects"], rx, t, device.id);
    case "scan":
      return scanOf(line, rx, t, device.id);
    default:
      return passageOf(line["direction"], rx, t, device.id);
  }
}

function weightsOf(
  { grams, dt }: Fields,
  receivedAt: number,
  at: number,
  shelf: SceneDevice,
  cut: CutGrams | undefined,
): SceneReading | LineFault {
  const packed = grams === gramsMark ? cutWeights(cut, dt, shelf.plates) : undefined;
  const data = packed ?? packWeights(grams, dt, shelf.id, shelf.plates);
  if ("problem" in data) return data;
  return { receivedAt, device: shelf.id, kind: "weight-shelf", reading: { type: "weights", data, at } };
}

function detectionsOf(objects: unknown, receivedAt: number, at: number, device: string): SceneReading | LineFault {
  const found = checkDetections(objects);
  if (found !== undefined) return found;
  const data = { objects: objects as DetectionObjects };
  return { receivedAt, device, kind: "camera", reading: { type: "detections", data, at } };
}

function posesOf(objects: unknown, receivedAt: number, at: number, device: string): SceneReading | LineFault {
  const found = checkPoses(objects);
  if (found !== undefined) return found;
  const data = { objects: objects as PoseObjects };
  return { receivedAt, device, kind: "camera", reading: { type: "poses", data, at } };
}

function scanOf({ symbology, data }: Fields, receivedAt: number, at: number, device: string): SceneReading | LineFault {
  if (typeof symbology !== "string") return wrong("symbology", "an AIM symbology identifier such as ]Q1", symbology);
  if (typeof data !== "string" || data === "") return wrong("data", "the decoded characters", data);
  return { receivedAt, device, kind: "barcode-scanner", reading: { type: "scan", data: { symbology, data }, at } };
}

function passageOf(direction: unknown, receivedAt: number, at: number, device: string): SceneReading | LineFault {
  if (direction !== "in" && direction !== "out") return wrong("direction", '"in" or "out"', direction);
  const data = { phase: "completed", direction } as const;
  return { receivedAt, device, kind: "turnstile", reading: { type: "passage", data, at } };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= endOfTime;
}

function malformed(got: string): LineFault {
  return fault("", "malformed-line", "a JSON object", got);
}

function wrong(field: string, expected: string, got: unknown): LineFault {
  return fault(field, "wrong-field", expected, showGot(got));
}

function fault(field: string, problem: LineFault["problem"], expected: string, got: string): LineFault {
  return { field, problem, expected, got };
}
