import type { Mark, TapeRange } from "../../../src/wire/index.ts";
import { timeOfDay, timeOfDayShort } from "../ui/formats.ts";
import { sessionColour } from "../ui/session-colours.ts";
import { type Bin, binMarks, type Lane, lanes } from "./bins.ts";
import { type Span, tickTimes, toX, wholeOf } from "./scale.ts";

/** What the line is drawn from. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly span: Span;
  readonly range: TapeRange;
  readonly marks: readonly Mark[];
  readonly t: number;
  /** Where the pointer is. */
  readonly hover: number | undefined;
  readonly dark: boolean;
  /** The session that is chosen: the others stand back. */
  readonly session: string | undefined;
  readonly colours: Colours;
}

/** Values of the CSS variables. */
export interface Colours {
  readonly surface2: string;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly accent: string;
  readonly warn: string;
  readonly bad: string;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  // `light-dark()` stays as it is in a variable; a real property gives the colour of the theme.
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color || style.color;
  };
  const colours = {
    surface2: read("--surface-2"),
    text: read("--text"),
    dim: read("--text-dim"),
    line: read("--line"),
    accent: read("--accent"),
    warn: read("--warn"),
    bad: read("--bad"),
  };
  probe.remove();
  return colours;
}

/** Height of the figures below the lanes, px. */
const axis = 15;

/** Draws with a context whose unit is a CSS pixel. */
export function drawLine(brush: CanvasRenderingContext2D, picture: Picture): void {
  const { width, height, span, range, colours } = picture;
  const x = (t: number) => toX(t, span, width);
  const bottom = height - axis;
  brush.clearRect(0, 0, width, height);
  brush.fillStyle = colours.surface2;
  fill(brush, x(range.from), x(range.until), bottom, width);
  if (wholeOf(range).to > range.until) {
    brush.globalAlpha = 0.45;
    fill(brush, x(range.until), x(wholeOf(range).to), bottom, width);
    brush.globalAlpha = 1;
  }
  drawAxis(brush, picture, bottom);
  drawMarks(brush, picture, bottom);
  if (picture.hover !== undefined) rule(brush, picture.hover, bottom, colours.dim, 1);
  const head = x(picture.t);
  if (head < -4 || head > width + 4) return;
  rule(brush, head, bottom, colours.accent, 2);
  brush.beginPath();
  brush.arc(Math.round(head), 4, 4, 0, 2 * Math.PI);
  brush.fill();
}

function fill(brush: CanvasRenderingContext2D, from: number, to: number, height: number, width: number): void {
  const left = Math.max(0, from);
  brush.fillRect(left, 0, Math.max(0, Math.min(width, to) - left), height);
}

function rule(brush: CanvasRenderingContext2D, x: number, bottom: number, colour: string, width: number): void {
  brush.fillStyle = colour;
  brush.fillRect(Math.round(x - width / 2), 0, width, bottom);
}

function drawAxis(brush: CanvasRenderingContext2D, { width, height, span, colours }: Picture, bottom: number): void {
  const offset = -new Date(span.from).getTimezoneOffset() * 60_000;
  const times = tickTimes(span, width, 76, offset);
  const seconds = (times[1] ?? Infinity) - (times[0] ?? 0) < 60_000;
  brush.font = "11px system-ui, sans-serif";
  brush.textBaseline = "bottom";
  brush.textAlign = "center";
  for (const t of times) {
    const x = Math.round(toX(t, span, width));
    brush.fillStyle = colours.line;
    brush.fillRect(x, 0, 1, bottom + 2);
    brush.fillStyle = colours.dim;
    if (x > 26 && x < width - 26) brush.fillText(seconds ? timeOfDay(t) : timeOfDayShort(t), x, height);
  }
}

let cut: { readonly key: readonly unknown[]; readonly bins: Readonly<Record<Lane, readonly Bin[]>> } | undefined;

function drawMarks(brush: CanvasRenderingContext2D, picture: Picture, bottom: number): void {
  const { marks, span, width } = picture;
  const key = [marks, span.from, span.to, width];
  if (!cut?.key.every((each, i) => each === key[i])) cut = { key, bins: binMarks(marks, span, width) };
  const { bins } = cut;
  const high = (bottom - 2) / lanes.length;
  lanes.forEach((lane, i) => {
    const base = Math.round((i + 1) * high);
    for (const bin of bins[lane]) drawBin(brush, picture, bin, base, high - 2);
  });
  brush.globalAlpha = 1;
}

function drawBin(brush: CanvasRenderingContext2D, picture: Picture, bin: Bin, base: number, high: number): void {
  const { colours, dark, session } = picture;
  const colour =
    bin.kind === "review" || bin.kind === "revision"
      ? colours.warn
      : bin.kind === "device"
        ? colours.bad
        : sessionColour(bin.session, dark);
  // A mark that stands for many is a little taller; what only touched or is over is low.
  const low = bin.kind === "touch" || bin.kind === "closed" || bin.kind === "revision";
  const tall = Math.min(1, (low ? 0.45 : 0.75) + 0.08 * Math.log2(bin.count)) * high;
  brush.globalAlpha = session !== undefined && bin.session !== session ? 0.25 : 1;
  brush.fillStyle = colour;
  brush.fillRect(bin.x, base - tall, 2, tall);
  if (bin.kind === "return") brush.fillRect(bin.x - 1, base - tall, 4, 2);
}
