import type { Chance } from "../chance/index.ts";
import type { Difficulty } from "../settings.ts";

/** What a device's own clock shows at a time of the store, whole milliseconds: it is off from the start, and gains or loses. */
export function createDeviceClock(
  { clockOffset, clockDrift }: Pick<Difficulty, "clockOffset" | "clockDrift">,
  chance: Chance,
): (time: number) => number {
  const offset = chance.between(-clockOffset, clockOffset);
  const drift = chance.fork("drift").between(-clockDrift, clockDrift) / 1e6;
  let begun: number | undefined;
  return (time) => {
    begun ??= time;
    return Math.round(time + offset + drift * (time - begun));
  };
}
