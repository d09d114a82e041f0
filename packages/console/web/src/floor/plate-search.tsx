import { type ReadonlySignal, useSignal } from "@preact/signals";
import { SearchIcon } from "../ui/icons.tsx";
import { findPlates } from "./plate-search.ts";
import type { Stage } from "./stage.ts";

/** Finds a plate by its id or by a product on it. */
export function PlateSearch({
  stage,
  onFound,
}: {
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly onFound: (plate: string) => void;
}) {
  const query = useSignal("");
  const active = useSignal(0);
  const plan = stage.value?.plan;
  if (plan === undefined || plan.plates.length === 0) return null;
  const found = findPlates(plan, query.value);
  const open = found.length > 0;
  const current = Math.min(active.value, found.length - 1);
  const take = (index: number) => {
    const plate = found[index];
    if (plate === undefined) return;
    query.value = "";
    onFound(plate.model.id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") active.value = Math.min(current + 1, found.length - 1);
    else if (event.key === "ArrowUp") active.value = Math.max(current - 1, 0);
    else if (event.key === "Enter") take(current);
    else if (event.key === "Escape" && query.value !== "") query.value = "";
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="floor-search">
      <input
        type="text"
        role="combobox"
        class="floor-search-field"
        placeholder="Find a product or plate"
        aria-label="Find a product or plate"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls="floor-found"
        aria-activedescendant={open ? `floor-found-${current}` : undefined}
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          active.value = 0;
        }}
        onKeyDown={press}
      />
      <span class="floor-search-sign" aria-hidden="true">
        <SearchIcon />
      </span>
      <ul class="floor-found card" id="floor-found" role="listbox" aria-label="Plates found" hidden={!open}>
        {found.map(({ model, products }, i) => (
          <li
            key={model.id}
            id={`floor-found-${i}`}
            role="option"
            aria-selected={i === current}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(i)}
          >
            <span>{products[0]?.name ?? "nothing in the planogram"}</span> <span class="dim">{model.id}</span>
          </li>
        ))}
      </ul>
      {!open && query.value.trim() !== "" && (
        <p class="floor-found card dim" role="status">
          No product or plate matches.
        </p>
      )}
    </div>
  );
}
