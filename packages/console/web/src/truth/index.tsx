import { useComputed } from "@preact/signals";
import type { TapeRange } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { duration } from "../ui/index.ts";
import { JudgedEntry } from "./judged-entry.tsx";
import { groupFaults, sumUp, units } from "./sums.ts";
import "./truth.css";
import { verdicts } from "./words.ts";

/** What really happened: every wrong or missed line with why. */
export function TruthPanel({ model }: { readonly model: PageModel }) {
  const truth = model.truth.value;
  const tape = useComputed(() => model.tape.value);
  const shown = useComputed(() => model.overlays.value.truth);
  const selected = useComputed(() => {
    const selection = model.selection.value;
    return selection?.kind === "interaction" ? selection.id : undefined;
  });
  const judged = truth?.judged;
  const sums = judged === undefined ? undefined : sumUp(judged);
  const nothing = judged?.length === 0 && truth?.receipts.length === 0;
  const groups = judged === undefined ? [] : groupFaults(judged);

  return (
    <section class="truth" aria-label="Truth">
      <label class="row truth-overlay">
        <input
          type="checkbox"
          checked={shown.value}
          onChange={(event) => (model.overlays.value = { ...model.overlays.value, truth: event.currentTarget.checked })}
        />
        Lay the truth over the floor
      </label>
      {truth === undefined && <p class="empty">Nothing is known of what really happened here.</p>}
      {truth !== undefined && judged === undefined && <Reading tape={tape.value} />}
      {nothing && <p class="empty">Nothing to judge: no shopper is known here, and no receipt was issued.</p>}
      {sums !== undefined && !nothing && (
        <dl class="truth-sums">
          <Sum name="F1" value={`${(sums.f1 * 100).toFixed(1)} %`} />
          <Sum name="Right" value={sums.right} />
          <Sum name="Wrong" value={sums.wrong} />
          <Sum name="Missed" value={sums.missed} />
          {truth?.exactReceipts !== undefined && (
            <Sum name="Exact receipts" value={`${truth.exactReceipts}/${truth.receipts.length}`} />
          )}
        </dl>
      )}
      {sums !== undefined && !nothing && <HowReckoned />}
      {sums !== undefined && !nothing && groups.length === 0 && (
        <p class="empty">{sums.right === 0 ? "Nothing was taken, and nothing was booked." : "Every unit is right."}</p>
      )}
      {groups.map(({ verdict, items }) => (
        <section key={verdict} aria-label={verdicts[verdict].many}>
          <h3 class="truth-title">
            {verdicts[verdict].many} <span class="dim">{units(items)}</span>
          </h3>
          <p class="dim">{verdicts[verdict].means}</p>
          <ul class="truth-list">
            {items.map((item, i) => (
              <li key={i}>
                <JudgedEntry
                  model={model}
                  item={item}
                  chosen={item.interaction !== undefined && item.interaction === selected.value}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** How far the recording has been read: it is judged at its end. */
function Reading({ tape }: { readonly tape: TapeRange | undefined }) {
  if (tape === undefined) return <p class="empty">The recording is being read.</p>;
  const read = tape.until - tape.from;
  const all = tape.end === undefined ? undefined : tape.end - tape.from;
  return (
    <div class="truth-reading">
      <p>
        Every line is judged once the recording has been read: {duration(read)}
        {all !== undefined && ` of ${duration(all)}`} so far.
      </p>
      {all !== undefined && all > 0 && (
        <progress max={1} value={Math.min(1, read / all)} aria-label="How far the recording has been read" />
      )}
    </div>
  );
}

function HowReckoned() {
  return (
    <details class="dim">
      <summary>How this is reckoned</summary>
      <p>F1 = 2 × right / (2 × right + wrong + missed), unit by unit.</p>
      <p>
        A receipt is exact when it has just the products and quantities that its shopper really took; a member without a
        receipt has none that is exact. Receipts are matched by credential, those without one by what they share and
        when.
      </p>
    </details>
  );
}

function Sum({ name, value }: { readonly name: string; readonly value: number | string }) {
  return (
    <div>
      <dt class="dim">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
