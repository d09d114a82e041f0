import { drawStill, type Still } from "./draw/still.ts";
import type { Size, View } from "./geometry/view.ts";

/** Pixels around the screen that are drawn too, so that there is something to see while the floor is dragged. */
const margin = 160;

/** The canvas of what stands still. While the view moves its picture is only moved; it is drawn anew when that rests. */
export interface StillLayer {
  /** Draws it for this view. */
  draw(still: Still, size: Size, ratio: number): void;
  /** Moves what was drawn to where the view is now. */
  follow(view: View): void;
  /** Whether the picture no longer covers the screen, or is far too coarse: it should be drawn now. */
  isWornOut(view: View): boolean;
  isSharp(view: View): boolean;
}

export function createStillLayer(canvas: HTMLCanvasElement): StillLayer {
  const brush = canvas.getContext("2d", { alpha: false })!;
  let drawn: View = { x: 0, y: 0, scale: 0 };
  let size: Size = { width: 0, height: 0 };
  return {
    draw(still, room, ratio) {
      size = room;
      const width = size.width + 2 * margin;
      const height = size.height + 2 * margin;
      resizeCanvas(canvas, width, height, ratio);
      brush.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawn = still.view;
      const view = { ...drawn, x: drawn.x + margin, y: drawn.y + margin };
      const covered = still.covered.map((box) => ({ ...box, left: box.left + margin, top: box.top + margin }));
      drawStill(brush, { ...still, view, covered }, width, height);
      this.follow(still.view);
    },
    follow(view) {
      const k = view.scale / drawn.scale;
      const x = view.x - k * (drawn.x + margin);
      const y = view.y - k * (drawn.y + margin);
      canvas.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    },
    isWornOut(view) {
      const k = view.scale / drawn.scale;
      const left = view.x - k * (drawn.x + margin);
      const top = view.y - k * (drawn.y + margin);
      const right = left + k * (size.width + 2 * margin);
      const bottom = top + k * (size.height + 2 * margin);
      return k > 4 || left > 0 || top > 0 || right < size.width || bottom < size.height;
    },
    isSharp: (view) => view.scale === drawn.scale && view.x === drawn.x && view.y === drawn.y,
  };
}

/** Gives a canvas its size in CSS pixels; its content is lost only where the size changes. */
export function resizeCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const w = Math.round(width * ratio);
  const h = Math.round(height * ratio);
  if (canvas.width === w && canvas.height === h) return;
  canvas.width = w;
  canvas.height = h;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}
