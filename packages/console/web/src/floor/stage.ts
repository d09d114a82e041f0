import { effect } from "@preact/signals";
import type { PersonFrame } from "../../../src/wire/index.ts";
import type { PageModel, Selection } from "../client/page-model.ts";
import type { Palette } from "./draw/palette.ts";
import { createDrawing, type Drawing } from "./drawing.ts";
import { createHitTest, type HitTest } from "./geometry/hit-test.ts";
import { type FloorPlan, planOf } from "./geometry/plan.ts";
import { centredView, fitView, keepInSight, type Size, sameBounds, type View, zoomView } from "./geometry/view.ts";

/** Pixels around the floor when all of it is shown. */
const padding = 28;
/** Room for the search field above it. */
const header = 22;
/** How near the view goes to a plate that was looked for, pixels a metre. */
const plateScale = 220;
/** The still picture is drawn anew when the view has rested for so long, ms. */
const rest = 120;

/** What is shown and from where; asks for pictures when something has changed, and only then. */
export interface Stage {
  readonly plan: FloorPlan | undefined;
  /** Everybody in the last picture. */
  readonly people: readonly PersonFrame[];
  readonly palette: Palette;
  pan(dx: number, dy: number): void;
  /** About a place on the screen, or its middle. */
  zoom(factor: number, sx?: number, sy?: number): void;
  fit(): void;
  /** Shows a place of the floor from near. */
  goTo(x: number, y: number): void;
  hitAt(sx: number, sy: number, reach: number): Selection | undefined;
  hover(what: Selection | undefined): void;
  resize(size: Size): void;
  /** The colours have changed. */
  repaint(): void;
  close(): void;
}

/** The elements of the page that the stage draws on. */
export interface StageParts {
  readonly wrapper: HTMLElement;
  readonly still: HTMLCanvasElement;
  readonly moving: HTMLCanvasElement;
  readonly probe: HTMLElement;
}

export function createStage(model: PageModel, parts: StageParts): Stage {
  const drawing: Drawing = createDrawing(model, parts);
  let plan: FloorPlan | undefined;
  let hits: HitTest | undefined;
  let size: Size = { width: 0, height: 0 };
  let view: View = { x: 0, y: 0, scale: 50 };
  /** All of the floor is to be seen, until somebody moves it: also when the room it has changes. */
  let fitted = true;
  let frame: number | undefined;
  let movedAt = -Infinity;
  let shownT = Number.NaN;

  const wake = () => {
    if (frame === undefined && plan !== undefined && size.width > 0) frame = requestAnimationFrame(draw);
  };
  const draw = (now: number) => {
    frame = undefined;
    if (plan === undefined || document.hidden) return;
    const resting = now - movedAt > rest;
    const floor = drawing.draw(plan, view, size, now, resting);
    const moves = floor.t !== shownT && (floor.people.length > 0 || floor.flashes.length > 0);
    shownT = floor.t;
    if (moves || !resting) wake();
  };
  const setView = (next: View) => {
    if (plan === undefined) return;
    view = keepInSight(next, plan.bounds, size);
    movedAt = performance.now();
    wake();
  };
  const fitAll = ({ bounds }: FloorPlan): View => {
    const below = fitView(bounds, { ...size, height: size.height - header }, padding);
    return { ...below, y: below.y + header };
  };
  const fitNow = () => {
    if (plan === undefined || size.width === 0) return;
    fitted = true;
    view = fitAll(plan);
    drawing.spoil();
    wake();
  };
  const stopPlan = effect(() => {
    const store = model.hello.value?.store;
    if (store === undefined || store === plan?.store) return;
    const before = plan;
    plan = planOf(store);
    hits = createHitTest(plan);
    drawing.spoil();
    // After a reconnect the same store comes as another object: nobody's view is to jump.
    if (before === undefined || fitted || !sameBounds(before.bounds, plan.bounds)) fitNow();
    else wake();
  });
  // Any of these may change the picture; while people walk, one picture asks for the next.
  const stops = [model.t, model.state, model.selection, model.truth].map((signal) => signal.subscribe(wake));
  const stopSpoiling = model.overlays.subscribe(() => {
    drawing.spoil();
    wake();
  });
  document.addEventListener("visibilitychange", wake);

  return {
    get plan() {
      return plan;
    },
    get people() {
      return drawing.people;
    },
    get palette() {
      return drawing.palette;
    },
    pan(dx, dy) {
      fitted = false;
      setView({ ...view, x: view.x + dx, y: view.y + dy });
    },
    zoom(factor, sx = size.width / 2, sy = size.height / 2) {
      if (plan === undefined) return;
      fitted = false;
      setView(zoomView(view, factor, sx, sy, fitAll(plan).scale / 2));
    },
    fit: fitNow,
    goTo(x, y) {
      fitted = false;
      setView(centredView(x, y, Math.max(view.scale, plateScale), size));
    },
    hitAt: (sx, sy, reach) => hits?.at(view, drawing.people, sx, sy, reach),
    hover(what) {
      if (drawing.hover(what)) wake();
    },
    resize(next) {
      const middle = { x: (next.width - size.width) / 2, y: (next.height - size.height) / 2 };
      size = next;
      if (fitted) fitNow();
      else setView({ ...view, x: view.x + middle.x, y: view.y + middle.y });
      drawing.spoil();
    },
    repaint() {
      drawing.repaint();
      wake();
    },
    close() {
      stopPlan();
      for (const stop of stops) stop();
      stopSpoiling();
      drawing.close();
      document.removeEventListener("visibilitychange", wake);
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      plan = undefined;
    },
  };
}
