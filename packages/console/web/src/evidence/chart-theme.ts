/** The page's colours as a canvas understands them. */
export interface ChartColours {
  readonly dark: boolean;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly pick: string;
  readonly return: string;
}

/** Reads the colours that hold at an element: a variable itself may still be `light-dark(…)`, a colour never is. */
export function chartColours(element: HTMLElement, dark: boolean): ChartColours {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    dark,
    text: read("text"),
    dim: read("text-dim"),
    line: read("line"),
    surface: read("surface-2"),
    accent: read("accent"),
    pick: read("pick"),
    return: read("return"),
  };
  probe.remove();
  return colours;
}
