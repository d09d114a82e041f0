import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import type { Panel } from "../client/page-model.ts";
import { EvidencePanel } from "../evidence/index.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { RoomBoundary } from "../ui/room-boundary.tsx";

/** Whoever works at devices has no use for the evidence: it waits until another panel is shown. */
const without: readonly Panel[] = ["devices", "install"];

/** Opens in the lower half when an interaction is chosen; on a phone as a sheet. */
export function EvidencePlace({ model }: { readonly model: ShellModel }) {
  const selection = model.selection.value;
  if (selection?.kind !== "interaction" || without.includes(model.panel.value)) return null;
  const close = () => {
    model.selection.value = selection.session === undefined ? undefined : { kind: "session", id: selection.session };
  };
  return <OpenEvidence model={model} about={selection.id} onClose={close} />;
}

function OpenEvidence(props: { readonly model: ShellModel; readonly about: string; readonly onClose: () => void }) {
  const { model, about, onClose } = props;
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const focused = document.activeElement;
    if (!place.current?.contains(focused)) opener.current = focused;
  }, [about]);
  useLayoutEffect(() => {
    const here = place.current;
    return () => {
      // Who was in it goes back to what opened it, or to the floor where that is gone.
      if (here?.contains(document.activeElement)) focusBack(opener.current);
    };
  }, []);
  return (
    <div class="evidence-place" ref={place}>
      <button
        type="button"
        class="icon-button evidence-close"
        aria-label="Close the evidence"
        title="Close (Esc)"
        onClick={onClose}
      >
        <CloseIcon />
      </button>
      <RoomBoundary about={about} room="evidence">
        <EvidencePanel model={model} />
      </RoomBoundary>
    </div>
  );
}

function focusBack(opener: Element | null): void {
  const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector(".floor-moving");
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}
