import { useEffect, useState } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import { Floor } from "../floor/index.tsx";
import { TimeLine } from "../timeline/index.tsx";
import { RoomBoundary } from "../ui/room-boundary.tsx";
import { EvidencePlace } from "./evidence-place.tsx";
import { listenToKeys } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { Notice } from "./notice.tsx";
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
        <Notice model={model} />
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
