import type { CameraModel, StoreModel } from "@aisle/sdk/store";
import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { cameraCentre } from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { CannotSave } from "../save/cannot-save.tsx";
import { SaveFinding } from "../save/save-finding.tsx";
import { solveDraft } from "./calibrate-draft.ts";
import { choose, clickPicture, type Draft, emptyDraft, undo, wholePoints } from "./draft.ts";
import { floorLines } from "./floor-lines.ts";
import { Picture } from "./picture.tsx";
import { Plan } from "./plan.tsx";
import { Points } from "./points.tsx";
import { Verdict } from "./verdict.tsx";

interface Props {
  readonly model: PageModel;
  readonly store: StoreModel;
  readonly camera: CameraModel;
  readonly draft: Signal<Draft>;
  readonly onClose: () => void;
}

/** The whole window for one camera: its picture, the plan, the points and what they give. */
export function Workspace({ model, store, camera, draft, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const image = useSignal<{ readonly url: string; readonly bent: boolean } | undefined>(undefined);
  const known = useSignal(true);
  const fit = useSignal(true);
  const solved = useComputed(() => solveDraft(draft.value, camera, store, known.value));
  const { found, wrong, advice, request } = solved.value;
  const pinhole = found.solved ? found : undefined;
  const centre = useComputed(() => (solved.value.found.solved ? cameraCentre(solved.value.found) : undefined));
  const lines = useComputed(() =>
    solved.value.found.solved && fit.value ? floorLines(store, solved.value.found, camera.width, camera.height) : [],
  );
  // Read so that the boxes follow the shown moment.
  const boxes =
    model.t.value >= 0
      ? (model.floor(performance.now()).cameras.get(camera.id)?.boxes ?? []).map(({ box }) => box)
      : [];
  const largest = boxes.reduce<(typeof boxes)[number] | undefined>(
    (best, box) => (best === undefined || box[3] > best[3] ? box : best),
    undefined,
  );

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const url = image.value?.url;
    return () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [image.value?.url]);

  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const url = URL.createObjectURL(file);
    const shape = await createImageBitmap(file)
      .then((bitmap) => {
        const { width, height } = bitmap;
        bitmap.close();
        return width / height;
      })
      .catch(() => undefined);
    const bent = shape !== undefined && Math.abs(shape / (camera.width / camera.height) - 1) > 0.01;
    image.value = { url, bent };
  };

  return (
    <dialog
      ref={dialog}
      class="cal-dialog"
      aria-label={`Calibrate ${camera.id}`}
      onCancel={(event) => {
        // Whoever chooses no picture after all cancels the choice, which bubbles up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header class="cal-head">
        <h2>Calibrate {camera.id}</h2>
        <button
          type="button"
          class="button"
          disabled={draft.value.past.length === 0}
          onClick={() => (draft.value = undo(draft.value))}
        >
          Undo
        </button>
        <button type="button" class="button" data-testid="cal-close" onClick={onClose}>
          Close
        </button>
      </header>
      <CannotSave model={model} />
      <div class="cal-body">
        <div class="cal-left">
          <div class="cal-controls">
            <label class="button">
              Choose a picture
              <input
                type="file"
                accept="image/*"
                class="visually-hidden"
                onChange={(event) => void takeFile(event.currentTarget.files?.[0])}
              />
            </label>
            <button
              type="button"
              class="button"
              disabled={largest === undefined}
              title="Stand on a mark, alone: the foot of your box is the point"
              onClick={() => {
                if (largest !== undefined)
                  draft.value = clickPicture(draft.value, largest[0] + largest[2] / 2, largest[1] + largest[3]);
              }}
            >
              Take the person's foot
            </button>
            <button type="button" class="button" onClick={() => (draft.value = choose(draft.value, undefined))}>
              New point
            </button>
          </div>
          {image.value?.bent === true && (
            <p class="install-bad">
              The picture has another shape than the camera's {camera.width} × {camera.height}.
            </p>
          )}
          <Picture
            draft={draft}
            camera={camera.id}
            width={camera.width}
            height={camera.height}
            image={image.value?.url}
            boxes={boxes}
            lines={lines.value}
            wrong={wrong}
          />
          <p class="dim">
            Click something on the floor whose place you know, then its place on the plan. The picture stays in this
            browser.
          </p>
        </div>
        <div class="cal-right">
          <Plan store={store} draft={draft} wrong={wrong} camera={centre.value} />
          <label class="row">
            <input
              type="checkbox"
              checked={known.value}
              onChange={(event) => (known.value = event.currentTarget.checked)}
            />
            The lens in the settings is right ({Math.round(camera.K[0][0])} px)
          </label>
          <label class="row">
            <input
              type="checkbox"
              checked={fit.value}
              onChange={(event) => (fit.value = event.currentTarget.checked)}
            />
            Lay the floor over the picture
          </label>
          <Verdict found={found} advice={advice} count={draft.value.points.length} />
          <Points draft={draft} found={pinhole} wrong={wrong} />
          {draft.value.points.length > 0 && (
            <button
              type="button"
              class="button"
              onClick={() => (draft.value = { ...emptyDraft, past: [...draft.value.past, draft.value].slice(-100) })}
            >
              Begin anew
            </button>
          )}
          <SaveFinding
            model={model}
            request={request}
            summary={`The calibration of ${camera.id} from ${wholePoints(draft.value).length} points.`}
          />
        </div>
      </div>
    </dialog>
  );
}
