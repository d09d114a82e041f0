import { type Signal, signal, useSignal } from "@preact/signals";
import { cameraCentre } from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { calibrationRecord } from "../records.ts";
import { CannotSave } from "../save/cannot-save.tsx";
import "./calibrate.css";
import { type Draft, emptyDraft, wholePoints } from "./draft.ts";
import { Workspace } from "./workspace.tsx";

/** Points outlive the panel, so that nothing is lost by a look elsewhere: one draft a camera of the store. */
const drafts = new Map<string, Signal<Draft>>();

function draftOf(camera: string): Signal<Draft> {
  let draft = drafts.get(camera);
  if (draft === undefined) {
    draft = signal(emptyDraft);
    drafts.set(camera, draft);
  }
  return draft;
}

/** The cameras, each to be calibrated from points of the floor. */
export function CalibrateTool({ model }: { readonly model: PageModel }) {
  const open = useSignal<string | undefined>(undefined);
  const store = model.hello.value?.store;
  if (store === undefined) return null;
  if (store.cameras.length === 0) return <p class="empty">The store has no cameras to calibrate.</p>;
  const chosen = store.cameras.find(({ id }) => id === open.value);
  return (
    <div class="install-tool">
      <CannotSave model={model} />
      <p class="dim">
        Eight points spread over the floor a camera sees, near and far, left and right, put it right to a few
        centimetres.
      </p>
      <ul class="install-list">
        {store.cameras.map((camera) => {
          const [x, y, z] = cameraCentre(camera);
          const clicked = wholePoints(draftOf(camera.id).value).length;
          const record = calibrationRecord(model.hello.value?.installation, camera.id);
          return (
            <li key={camera.id}>
              <span class="grow">
                {camera.id}{" "}
                <span class="dim">
                  at {x.toFixed(1)}, {y.toFixed(1)}, {z.toFixed(1)} m up
                  {clicked > 0 && `, ${clicked} points`}
                  {record !== undefined && `, ${record}`}
                </span>
              </span>
              <button
                type="button"
                class="button"
                aria-label={`Calibrate ${camera.id}`}
                data-testid={`calibrate-${camera.id}`}
                onClick={() => (open.value = camera.id)}
              >
                Calibrate
              </button>
            </li>
          );
        })}
      </ul>
      {chosen !== undefined && (
        <Workspace
          key={chosen.id}
          model={model}
          store={store}
          camera={chosen}
          draft={draftOf(chosen.id)}
          onClose={() => (open.value = undefined)}
        />
      )}
    </div>
  );
}
