import { computed } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageModel, Selection } from "../client/page-model.ts";
import { holderOf, neighbour, unitsOfLine } from "./units-of-line.ts";

interface ToolbarProps {
  readonly model: PageModel;
  readonly chosen: Extract<Selection, { readonly kind: "interaction" }>;
  /** Ms since the epoch. */
  readonly at: number;
}

/** The last line with its units, by page: after a jump to before the line it is in no cart any more. */
const keptBy = new WeakMap<PageModel, string>();

/** Jump to the moment, copy its address, go through the units of the line. */
export function Toolbar({ model, chosen, at }: ToolbarProps) {
  const { id, session: booked, line: on } = chosen;
  const found = useMemo(
    () =>
      computed(() => {
        const state = model.state.value;
        const place = booked === undefined || on === undefined ? holderOf(state, id) : { session: booked, line: on };
        if (place === undefined) return "";
        return [place.session, place.line, ...unitsOfLine(state, place.session, place.line)].join("\n");
      }),
    [model, id, booked, on],
  );
  if (found.value.split("\n").includes(id)) keptBy.set(model, found.value);
  const [session = "", line = "", ...units] = (keptBy.get(model) ?? "").split("\n");
  const before = neighbour(units, id, -1);
  const after = neighbour(units, id, 1);
  const place = units.indexOf(id);
  const show = (id: string | undefined) => {
    if (id !== undefined) model.selection.value = { kind: "interaction", id, session, line };
  };

  return (
    <div class="evidence-tools">
      <button
        type="button"
        class="button"
        onClick={() => {
          model.pause();
          model.seek(at);
        }}
      >
        Show the moment
      </button>
      <CopyLink model={model} about={id} />
      {place >= 0 && units.length > 1 && (
        <span class="row">
          <button type="button" class="button" disabled={before === undefined} onClick={() => show(before)}>
            Previous unit
          </button>
          <span class="dim figure">
            {place + 1} of {units.length}
          </span>
          <button type="button" class="button" disabled={after === undefined} onClick={() => show(after)}>
            Next unit
          </button>
        </span>
      )}
    </div>
  );
}

/** Copies the address of the shown moment and selection; where the browser forbids it, shows it to be copied. */
function CopyLink({ model, about }: { readonly model: PageModel; readonly about: string }) {
  const [result, setResult] = useState<"" | "copied" | "shown">("");
  useEffect(() => setResult(""), [about]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(model.link());
      setResult("copied");
    } catch {
      setResult("shown");
    }
  };
  return (
    <>
      <button type="button" class="button copy-link" onClick={() => void copy()}>
        <span aria-live="polite">{result === "copied" ? "Link copied" : "Copy link"}</span>
      </button>
      {result === "shown" && (
        <input
          class="link-field"
          aria-label="Link to this moment"
          readOnly
          value={model.link()}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
