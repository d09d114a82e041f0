import type { DriverReading } from "@aisle/sdk";
import type { OnvifEvent } from "../transport/onvif-transport.ts";
import type { CameraSettings, LineSettings } from "./settings.ts";

type CameraReading = DriverReading<"camera">;

/** Topics without prefixes (ONVIF Analytics Service Specification, annex on rules). */
const crossed = "RuleEngine/LineDetector/Crossed";
const counted = "RuleEngine/CountAggregation/Counter";

/** A side that lines without settings call "in". */
const usual: LineSettings = { left: "in" };

/**
 * The reading that an event is, or nothing: for other topics, for `Initialized` (a replay of what was) and `Deleted`,
 * and where a name, direction or count is missing or makes no sense.
 */
export function toEventReading(event: OnvifEvent, lines: CameraSettings["lines"]): CameraReading | undefined {
  if (event.operation === "Initialized" || event.operation === "Deleted") return undefined;
  const at = event.at === undefined ? {} : { at: event.at };
  const rule = event.source["Rule"] ?? event.source["RuleName"];
  if (rule === undefined || rule === "") return undefined;
  if (event.topic === crossed) {
    const direction = directionOf(event, Object.hasOwn(lines, rule) ? (lines[rule] ?? usual) : usual);
    const object = event.data["ObjectId"] ?? event.key["ObjectId"];
    if (direction === undefined) return undefined;
    return { type: "crossing", data: { line: rule, direction, ...(object !== undefined && { object }) }, ...at };
  }
  if (event.topic === counted) {
    const text = event.data["Count"] ?? "";
    if (!/^\s*\d{1,15}\s*$/.test(text)) return undefined;
    return { type: "count", data: { counter: rule, value: Number(text) }, ...at };
  }
  return undefined;
}

/** Whether the event is one of those that should have become a reading. */
export function isRelevant({ topic, operation }: OnvifEvent): boolean {
  return (topic === crossed || topic === counted) && operation !== "Initialized" && operation !== "Deleted";
}

function directionOf({ data }: OnvifEvent, line: LineSettings): "in" | "out" | undefined {
  if ("only" in line) return line.only;
  const side = data["Direction"]?.trim().toLowerCase();
  if (side === "left") return line.left;
  if (side === "right") return line.left === "in" ? "out" : "in";
  return undefined;
}
