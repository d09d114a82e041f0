import { useEffect, useState } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import { EvidencePanel } from "../evidence/index.tsx";
import { Floor } from "../floor/index.tsx";
import { TimeLine } from "../timeline/index.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { RoomBoundary } from "../ui/room-boundary.tsx";
import { listenToKeys } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import "./page-frame.css";
import { PageHeader } from "./page-header.tsx";
import { PanelColumn } from "./panel-column.tsx";
import { panelTabs } from "./panels.tsx";

/** Where each room has its place. */
export function PageFrame({ model }: { readonly model: ShellModel }) {
  const [keys, setKeys] = useState(false);
  const name = model.hello.value?.name;
  useEffect(() => {
    document.title = name === undefined ? "Aisle" : `${name} · Aisle`;
  }, [name]);
  useEffect(
    () =>
      listenToKeys(window, model, {
        panel: (index) => panelTabs(model.hello.value?.truth ?? false)[index]?.id,
        help: () => setKeys((shown) => !shown),
      }),
    [model],
  );
  return (
    <div class="page">
      <PageHeader model={model} onKeys={() => setKeys(true)} />
      <main class="page-middle">
        <div class="floor-place">
          <RoomBoundary room="floor">
            <Floor model={model} />
          </RoomBoundary>
        </div>
        <EvidencePlace model={model} />
      </main>
      <PanelColumn model={model} />
      <div class="time-place">
        <RoomBoundary room="time line">
          <TimeLine model={model} />
        </RoomBoundary>
      </div>
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
    </div>
  );
}

/** Opens in the lower half when an interaction is chosen; on a phone as a sheet. */
function EvidencePlace({ model }: { readonly model: ShellModel }) {
  const selection = model.selection.value;
  if (selection?.kind !== "interaction") return null;
  const close = () => {
    model.selection.value = selection.session === undefined ? undefined : { kind: "session", id: selection.session };
  };
  return (
    <div class="evidence-place">
      <button
        type="button"
        class="icon-button evidence-close"
        aria-label="Close the evidence"
        title="Close (Esc)"
        onClick={close}
      >
        <CloseIcon />
      </button>
      <RoomBoundary about={selection.id} room="evidence">
        <EvidencePanel model={model} />
      </RoomBoundary>
    </div>
  );
}
