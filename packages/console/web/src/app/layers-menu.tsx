import { useEffect, useRef, useState } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import type { Overlays } from "../client/page-model.ts";
import { LayersIcon } from "../ui/icons.tsx";

const names: Readonly<Record<keyof Overlays, string>> = {
  trails: "Trails",
  labels: "Names",
  zones: "Zones",
  cameras: "What cameras see",
  coverage: "Coverage by cameras",
  truth: "What really happened",
};

/** What is drawn over the floor beside people and shelves. */
export function LayersMenu({ model }: { readonly model: ShellModel }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);

  const overlays = model.overlays.value;
  const layers = (Object.keys(names) as (keyof Overlays)[]).filter((id) => id !== "truth" || model.hello.value?.truth);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="layers" ref={place} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label="Layers of the floor"
        title="Layers of the floor"
        aria-expanded={open}
        aria-controls="layers-list"
        onClick={() => setOpen(!open)}
      >
        <LayersIcon />
      </button>
      {open && (
        <fieldset class="layers-list card" id="layers-list">
          <legend class="visually-hidden">Layers of the floor</legend>
          {layers.map((id) => (
            <label key={id} class="row">
              <input
                type="checkbox"
                checked={overlays[id]}
                onChange={(event) => (model.overlays.value = { ...overlays, [id]: event.currentTarget.checked })}
              />
              {names[id]}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
