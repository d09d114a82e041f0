import type { Chance } from "../chance/index.ts";

const shortestMs = 3_000;
const longestMs = 15_000;
const hourMs = 3_600_000;

/** Says whether a device is cut off at a time; to be asked with times that do not go back for a device. */
export function createOutages(perHour: number, chance: Chance): (device: string, time: number) => boolean {
  const next = new Map<string, { readonly from: number; readonly until: number }>();
  const after = (time: number): { readonly from: number; readonly until: number } => {
    const from = time - Math.log(1 - chance.next()) * (hourMs / perHour);
    return { from, until: from + chance.between(shortestMs, longestMs) };
  };
  return (device, time) => {
    if (perHour === 0) return false;
    let outage = next.get(device) ?? after(time);
    if (time >= outage.until) outage = after(time);
    next.set(device, outage);
    return time >= outage.from;
  };
}
