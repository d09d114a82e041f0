import { effect } from "@preact/signals";
import type { PersonFrame } from "../../../src/wire/index.ts";
import type { FloorView, PageModel, Selection } from "../client/page-model.ts";
import { coveredParts } from "./covered.ts";
import { deviceMoods, sameMoods } from "./device-moods.ts";
import { drawFlashes } from "./draw/flashes.ts";
import { drawMarks, drawScaleBar } from "./draw/marks.ts";
import { type Palette, readPalette } from "./draw/palette.ts";
import { drawPeople } from "./draw/people.ts";
import type { Picture } from "./draw/picture.ts";
import { drawTruth } from "./draw/truth.ts";
import { createFigures } from "./figures.ts";
import { LabelSpace } from "./geometry/labels.ts";
import type { FloorPlan } from "./geometry/plan.ts";
import { Trails } from "./geometry/trails.ts";
import type { Size, View } from "./geometry/view.ts";
import type { StageParts } from "./stage.ts";
import { createStillLayer, resizeCanvas } from "./still-layer.ts";

/** Pixels of the device to one of CSS at most: more costs time and is not seen. */
const mostRatio = 2;
/** While the view moves, what stands still is drawn anew so often at most, ms: it takes longer than all the rest. */
const standingEvery = 250;
/** Gates that are remembered as having let somebody in. */
const mostAdmitted = 100;

/** Draws one picture after another. */
export interface Drawing {
  /** Everybody in the last picture. */
  readonly people: readonly PersonFrame[];
  readonly palette: Palette;
  /** Draws the floor as it is at `now`; `resting`: the view does not move, what stands still may be drawn sharply. */
  draw(plan: FloorPlan, view: View, size: Size, now: number, resting: boolean): FloorView;
  /** True where that is news. */
  hover(what: Selection | undefined): boolean;
  /** What stands still has changed. */
  spoil(): void;
  /** The colours have changed. */
  repaint(): void;
  close(): void;
}

export function createDrawing(model: PageModel, { wrapper, still, moving, probe }: StageParts): Drawing {
  const layer = createStillLayer(still);
  const figures = createFigures(wrapper);
  const brush = moving.getContext("2d")!;
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const trails = new Trails();
  const labels = new LabelSpace();
  const admitted = new Map<string, number>();
  let palette = readPalette(probe);
  let moods = deviceMoods(model.state.peek().devices);
  let devices = model.state.peek().devices;
  let spoilt = true;
  let standingAt = -Infinity;
  let hovered: Selection | undefined;
  let people: readonly PersonFrame[] = [];
  let plates: readonly string[] = [];

  const stopItems = model.onItem((item) => {
    if (item.k !== "event" || item.event.type !== "session.opened" || item.event.gate === null) return;
    if (admitted.size >= mostAdmitted) admitted.clear();
    admitted.set(item.event.gate, item.t);
  });
  const stopPlates = effect(() => {
    const selection = model.selection.value;
    plates = [];
    if (selection?.kind !== "interaction") return;
    void model.evidence(selection.id).then(
      (evidence) => {
        if (model.selection.peek() === selection) plates = evidence?.interaction.plates.map(({ plate }) => plate) ?? [];
      },
      // The evidence panel says what went wrong.
      () => undefined,
    );
  });

  const drawStanding = (plan: FloorPlan, view: View, size: Size, ratio: number, now: number, resting: boolean) => {
    const state = model.state.peek();
    if (state.devices !== devices) {
      devices = state.devices;
      const next = deviceMoods(devices);
      if (!sameMoods(moods, next)) spoilt = true;
      moods = next;
    }
    const wanted = resting ? !layer.isSharp(view) : layer.isWornOut(view) && now - standingAt > standingEvery;
    if (!spoilt && !wanted) {
      layer.follow(view);
      return;
    }
    const covered = coveredParts(wrapper);
    layer.draw({ plan, view, palette, overlays: model.overlays.peek(), moods, covered }, size, ratio);
    spoilt = false;
    standingAt = now;
  };

  return {
    get people() {
      return people;
    },
    get palette() {
      return palette;
    },
    draw(plan, view, size, now, resting) {
      const ratio = Math.min(devicePixelRatio, mostRatio);
      const floor = model.floor(now);
      drawStanding(plan, view, size, ratio, now, resting);
      resizeCanvas(moving, size.width, size.height, ratio);
      brush.setTransform(ratio, 0, 0, ratio, 0, 0);
      brush.clearRect(0, 0, size.width, size.height);
      trails.add(floor.t, floor.people);
      labels.clear();
      const overlays = model.overlays.peek();
      people = floor.people;
      const picture: Picture = {
        brush,
        plan,
        view,
        size,
        palette,
        floor,
        overlays,
        selection: model.selection.peek(),
        hovered,
        truth: overlays.truth ? model.truth.peek() : undefined,
        trails,
        labels,
        admitted,
        plates,
        calm: reduced.matches,
      };
      drawMarks(picture);
      drawFlashes(picture);
      drawPeople(picture);
      drawTruth(picture);
      drawScaleBar(picture);
      figures.drew(floor.people.length, floor.flashes.length, now);
      return floor;
    },
    hover(what) {
      if (what?.kind === hovered?.kind && what?.id === hovered?.id) return false;
      hovered = what;
      return true;
    },
    spoil() {
      spoilt = true;
    },
    repaint() {
      palette = readPalette(probe);
      spoilt = true;
    },
    close() {
      stopItems();
      stopPlates();
      figures.close();
    },
  };
}
