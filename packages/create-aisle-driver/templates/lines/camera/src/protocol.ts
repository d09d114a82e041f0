import type { DriverReading, OpenDevice } from "@aisle/sdk";
import type { Ask } from "./ask.ts";

/** `D 120,80,40,90,0.93 …` holds left, top, width, height and score of each person in a frame; `D` says nobody. */
export function toReadings(line: string): DriverReading<"camera">[] {
  if (!/^D(?: \d{1,4},\d{1,4},\d{1,4},\d{1,4},(?:0\.\d{1,3}|1)){0,100}$/.test(line)) return [];
  const objects = line
    .split(" ")
    .slice(1)
    .map((object) => {
      const [left = 0, top = 0, width = 0, height = 0, score = 0] = object.split(",").map(Number);
      return { box: [left, top, width, height] as const, score };
    });
  return [{ type: "detections", data: { objects } }];
}

/** This camera cannot be told anything. */
export function commandsOver(_: Ask): NonNullable<OpenDevice<"camera">["commands"]> {
  return {};
}
