import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isDark } from "../ui/index.ts";
import { type ChartColours, chartColours } from "./chart-theme.ts";

/** What a chart draws. Made anew where data or theme change. */
export interface ChartPlan {
  readonly data: uPlot.AlignedData;
  readonly series: readonly uPlot.Series[];
  /** Ends of the axis of time, seconds. */
  readonly x: readonly [from: number, to: number];
  readonly y: uPlot.Scale.Range;
  /** Unit of the values. */
  readonly unit: string;
  /** Drawn between the grid and the curves. */
  readonly under: (plot: uPlot) => void;
}

interface ChartProps {
  /** What it shows, for whoever cannot see it; the figures stand in a table of their own. */
  readonly label: string;
  readonly plan: (colours: ChartColours) => ChartPlan;
  /** Index of the sample under the pointer, and `null` when it leaves. */
  readonly onPointer: (index: number | null) => void;
}

/** Height of a chart, CSS pixels. */
const height = 168;

/** One uPlot chart in the page's colours, as wide as its place, gone with it. Pass a `plan` that keeps its identity. */
export function Chart({ label, plan, onPointer }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const dark = isDark.value;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const colours = chartColours(element, dark);
    const plot = new uPlot(options(plan(colours), colours, element.clientWidth, onPointer), undefined, element);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== plot.width) {
        plot.setSize({ width: element.clientWidth, height });
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [plan, dark, onPointer]);
  return <div ref={place} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />;
}

function options(
  plan: ChartPlan,
  colours: ChartColours,
  width: number,
  onPointer: (index: number | null) => void,
): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: colours.dim,
    font: "11px system-ui, sans-serif",
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
    border: { show: false },
  };
  return {
    width: Math.max(width, 40),
    height,
    data: plan.data,
    series: [{}, ...plan.series],
    legend: { show: false },
    scales: { x: { time: false, range: [...plan.x] }, y: { range: plan.y } },
    axes: [
      { ...axis, size: 24, values: (_, splits) => splits.map((second) => `${secondsOf(second)} s`) },
      { ...axis, size: 56, values: (_, splits) => splits.map((value) => `${minus(String(value))} ${plan.unit}`) },
    ],
    padding: [8, 12, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      sync: { key: "evidence", scales: ["x", null] },
    },
    hooks: {
      drawAxes: [plan.under],
      setCursor: [(plot) => onPointer(plot.cursor.idx ?? null)],
    },
  };
}

function secondsOf(second: number): string {
  return second > 0 ? `+${second}` : minus(String(second));
}

function minus(text: string): string {
  return text.replace("-", "−");
}

/** Shades a piece of time. */
export function shade(plot: uPlot, from: number, to: number, colour: string): void {
  const { left, top, width, height: high } = plot.bbox;
  const a = Math.max(left, plot.valToPos(from, "x", true));
  const b = Math.min(left + width, Math.max(plot.valToPos(to, "x", true), a + 1));
  plot.ctx.save();
  plot.ctx.fillStyle = colour;
  plot.ctx.fillRect(a, top, b - a, high);
  plot.ctx.restore();
}

/** Draws a straight line over the whole chart: at a time (`x`) or at a value (`y`). */
export function rule(plot: uPlot, scale: "x" | "y", value: number, colour: string, dash: readonly number[]): void {
  const { left, top, width, height: high } = plot.bbox;
  const at = Math.round(plot.valToPos(value, scale, true)) + 0.5;
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash(dash.map((length) => length * uPlot.pxRatio));
  ctx.beginPath();
  if (scale === "x") {
    ctx.moveTo(at, top);
    ctx.lineTo(at, top + high);
  } else if (at >= top && at <= top + high) {
    ctx.moveTo(left, at);
    ctx.lineTo(left + width, at);
  }
  ctx.stroke();
  ctx.restore();
}
