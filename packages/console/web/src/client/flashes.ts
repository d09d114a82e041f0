import type { WireItem } from "../../../src/wire/index.ts";
import type { Flash } from "./page-model.ts";

/** How long a flash is shown, ms of the page's time; as much store time where it plays no faster than it was. */
export const flashAge = 1_500;

/** How much store time, ms, a flash lasts at a speed: what is played fast is to be seen too. */
export function flashAgeAt(speed: number): number {
  return flashAge * Math.max(1, speed);
}

/** What an item lets flash. */
export function flashOf(item: WireItem): Flash | undefined {
  if (item.k !== "event" || item.event.type !== "interaction.detected") return undefined;
  const { kind, plates, sessions } = item.event.interaction;
  return { t: item.t, kind, plates: plates.map(({ plate }) => plate), session: sessions[0]?.session ?? null };
}

/** The flashes of the last moments before `t` among items in order of time, oldest first. */
export function flashesAt(items: readonly WireItem[], end: number, t: number): readonly Flash[] {
  const flashes: Flash[] = [];
  for (let i = end - 1; i >= 0; i--) {
    const item = items[i]!;
    if (item.t <= t - flashAge) break;
    const flash = item.t <= t ? flashOf(item) : undefined;
    if (flash !== undefined) flashes.unshift(flash);
  }
  return flashes;
}
