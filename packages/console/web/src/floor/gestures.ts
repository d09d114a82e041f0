import type { Selection } from "../client/page-model.ts";
import type { Stage } from "./stage.ts";

/** A pointer that moved less than this (pixels) has clicked. */
const clickSlack = 5;
/** How far beside a thing (pixels) a mouse and a finger may be. */
const mouseReach = 8;
const fingerReach = 18;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [60, 0],
  ArrowRight: [-60, 0],
  ArrowUp: [0, 60],
  ArrowDown: [0, -60],
};

/** What gestures come to, beside moving the stage. */
export interface GestureEffects {
  click(hit: Selection | undefined): void;
  /** Where the pointer is and what is under it; nothing when it left. */
  point(hit: Selection | undefined, x: number, y: number): void;
}

/** Drag, wheel, pinch, click and keys on the floor; until the function it gives is called. */
export function watchGestures(element: HTMLElement, stage: Stage, effects: GestureEffects): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  const listening = new AbortController();
  const { signal } = listening;
  let moved = 0;
  /** Where the element is; read when a gesture begins, not in each of its moves. */
  let box = element.getBoundingClientRect();

  const spread = () => {
    const [a, b] = [...pointers.values()];
    return a === undefined || b === undefined
      ? undefined
      : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
  };
  element.addEventListener("pointerenter", () => (box = element.getBoundingClientRect()), { signal });
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      box = element.getBoundingClientRect();
      if (pointers.size === 0) moved = 0;
      pointers.set(event.pointerId, { x: event.clientX - box.left, y: event.clientY - box.top });
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      const pointer = pointers.get(event.pointerId);
      if (pointer === undefined) {
        if (event.pointerType === "mouse") effects.point(stage.hitAt(x, y, mouseReach), x, y);
        return;
      }
      const before = spread();
      const [dx, dy] = [x - pointer.x, y - pointer.y];
      pointer.x = x;
      pointer.y = y;
      moved += Math.hypot(dx, dy);
      const after = spread();
      if (before !== undefined && after !== undefined) {
        stage.pan(after.x - before.x, after.y - before.y);
        stage.zoom(after.distance / before.distance, after.x, after.y);
      } else if (moved > clickSlack) {
        effects.point(undefined, x, y);
        stage.pan(dx, dy);
      }
    },
    { signal },
  );
  const end = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId);
    if (pointer === undefined) return;
    const clicked = event.type === "pointerup" && pointers.size === 1 && moved <= clickSlack;
    pointers.delete(event.pointerId);
    if (!clicked) return;
    const touch = event.pointerType !== "mouse";
    const hit = stage.hitAt(pointer.x, pointer.y, touch ? fingerReach : mouseReach);
    effects.click(hit);
    // A finger cannot hover: what it chose is explained where it was.
    if (touch) effects.point(hit, pointer.x, pointer.y);
  };
  element.addEventListener("pointerup", end, { signal });
  element.addEventListener("pointercancel", end, { signal });
  element.addEventListener(
    "pointerleave",
    (event) => {
      if (event.pointerType === "mouse") effects.point(undefined, 0, 0);
    },
    { signal },
  );
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      effects.point(undefined, 0, 0);
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // A trackpad's pinch comes as a wheel with Ctrl, in small steps.
      const power = -event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015);
      stage.zoom(Math.exp(Math.min(Math.max(power, -1), 1)), event.clientX - box.left, event.clientY - box.top);
    },
    { signal, passive: false },
  );
  element.addEventListener(
    "keydown",
    (event) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        (event.shiftKey && event.key !== "+") ||
        !press(event.key, stage)
      )
        return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
  return () => listening.abort();
}

function press(key: string, stage: Stage): boolean {
  const arrow = arrows[key];
  if (arrow !== undefined) stage.pan(arrow[0], arrow[1]);
  else if (key === "+" || key === "=") stage.zoom(1.4);
  else if (key === "-") stage.zoom(1 / 1.4);
  else if (key === "0") stage.fit();
  else return false;
  return true;
}
