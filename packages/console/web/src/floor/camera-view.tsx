import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { drawSight } from "./draw/sight.ts";
import { tellSilence } from "./silence.ts";
import type { Stage } from "./stage.ts";
import { resizeCanvas } from "./still-layer.ts";

/** CSS pixels. */
const width = 264;

/** What the selected camera says it sees, as a schematic picture beside the floor. */
export function CameraView({
  model,
  stage,
}: {
  readonly model: PageModel;
  readonly stage: ReadonlySignal<Stage | undefined>;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const selection = model.selection.value;
  const chosen = selection?.kind === "camera" || selection?.kind === "device" ? selection.id : undefined;
  const camera = model.hello.value?.store.cameras.find(({ id }) => id === chosen);
  const made = stage.value;

  useEffect(() => {
    const target = canvas.current;
    if (camera === undefined || made === undefined || target === null) return;
    const brush = target.getContext("2d")!;
    const scale = width / camera.width;
    let frame: number | undefined;
    const draw = (now: number) => {
      frame = undefined;
      if (document.hidden || made.plan === undefined) return;
      const ratio = Math.min(devicePixelRatio, 2);
      const { people, cameras } = model.floor(now);
      resizeCanvas(target, width, camera.height * scale, ratio);
      brush.setTransform(ratio, 0, 0, ratio, 0, 0);
      const silence = tellSilence(camera.id, model.state.peek());
      drawSight(brush, camera, made.plan.store.floor, cameras.get(camera.id), people, made.palette, scale, silence);
    };
    const wake = () => (frame ??= requestAnimationFrame(draw));
    const stops = [model.t.subscribe(wake), model.state.subscribe(wake), model.theme.subscribe(wake)];
    return () => {
      for (const stop of stops) stop();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [camera, made, model]);

  if (camera === undefined) return null;
  return (
    <figure class="floor-sight card" data-testid="camera-view">
      <figcaption>
        {camera.id}
        <button
          type="button"
          class="icon-button"
          aria-label={`Close the view of ${camera.id}`}
          onClick={() => (model.selection.value = undefined)}
        >
          ×
        </button>
      </figcaption>
      <canvas ref={canvas} role="img" aria-label={`Boxes that ${camera.id} sees, over the lines of the floor`} />
    </figure>
  );
}
