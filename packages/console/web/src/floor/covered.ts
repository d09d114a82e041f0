import type { Box } from "./draw/still.ts";

/** What lies over the floor's canvas all the time, measured from its upper left corner. */
export function coveredParts(wrapper: HTMLElement): readonly Box[] {
  const home = wrapper.getBoundingClientRect();
  const controls = wrapper.parentElement?.querySelectorAll(".floor-search, .floor-buttons") ?? [];
  return [...controls].map((control) => {
    const { left, top, width, height } = control.getBoundingClientRect();
    return { left: left - home.left, top: top - home.top, width, height };
  });
}
