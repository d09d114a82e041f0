import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { CameraView } from "./camera-view.tsx";
import { watchGestures } from "./gestures.ts";
import { PeopleInWords } from "./people-in-words.tsx";
import { PlateSearch } from "./plate-search.tsx";
import { createStage, type Stage } from "./stage.ts";
import { type Pointed, Tooltip } from "./tooltip.tsx";
import { watchRoom } from "./watch-room.ts";
import "./floor.css";

/** The store to scale, with everybody and everything in it. */
export function Floor({ model }: { readonly model: PageModel }) {
  const wrapper = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const moving = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const stage = useSignal<Stage | undefined>(undefined);
  const pointed = useSignal<Pointed | undefined>(undefined);

  useEffect(() => {
    const parts = { wrapper: wrapper.current!, still: still.current!, moving: moving.current!, probe: probe.current! };
    const made = createStage(model, parts);
    const stopGestures = watchGestures(parts.moving, made, {
      click(hit) {
        model.selection.value = hit;
      },
      point(hit, x, y) {
        made.hover(hit);
        pointed.value = hit && { what: hit, x, y };
      },
    });
    const stopRoom = watchRoom(parts.wrapper, made);
    stage.value = made;
    return () => {
      stopGestures();
      stopRoom();
      made.close();
      stage.value = undefined;
    };
  }, [model, pointed, stage]);

  const search = (id: string) => {
    const plate = stage.value?.plan?.plateById.get(id);
    if (plate === undefined) return;
    model.selection.value = { kind: "plate", id };
    stage.value?.goTo(...plate.band.center);
  };
  return (
    <section class="floor" aria-label="Floor">
      <div class="floor-canvas" ref={wrapper} data-testid="floor" data-people="0" data-flashes="0" data-frames="0">
        <canvas class="floor-still" ref={still} aria-hidden="true" />
        <canvas
          class="floor-moving"
          ref={moving}
          tabIndex={0}
          role="application"
          aria-roledescription="floor plan"
          aria-label={`Floor of ${model.hello.value?.store.name ?? "the store"}`}
          aria-describedby="floor-in-words floor-keys"
        />
        <span ref={probe} class="floor-probe" aria-hidden="true" />
        <p class="visually-hidden" id="floor-keys">
          Arrows move the floor, plus and minus zoom, 0 shows all of it.
        </p>
        <Tooltip model={model} stage={stage} pointed={pointed} />
        <CameraView model={model} stage={stage} />
      </div>
      <PlateSearch stage={stage} onFound={search} />
      <div class="floor-buttons" role="group" aria-label="View">
        <button type="button" class="icon-button" aria-label="Nearer" onClick={() => stage.value?.zoom(1.5)}>
          +
        </button>
        <button type="button" class="icon-button" aria-label="Farther" onClick={() => stage.value?.zoom(1 / 1.5)}>
          −
        </button>
        <button type="button" class="icon-button" aria-label="Show all" onClick={() => stage.value?.fit()}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4" fill="none" stroke="currentColor" stroke-width="1.6" />
          </svg>
        </button>
      </div>
      <PeopleInWords model={model} stage={stage} />
    </section>
  );
}
