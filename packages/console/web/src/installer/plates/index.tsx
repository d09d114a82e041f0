import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, giveUp, type PlateCheck, progressOf, startPlateCheck } from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { platesRecord } from "../records.ts";
import { CannotSave } from "../save/cannot-save.tsx";
import { SaveFinding } from "../save/save-finding.tsx";
import { storeNow } from "../store-now.ts";
import { beep } from "./beep.ts";
import { keepFindings, keptFindings } from "./kept.ts";
import { Occupied } from "./occupied.tsx";
import { findingInWords, PlateResults } from "./results.tsx";
import { usePlatePolling } from "./use-plate-check.ts";

/** Goes through all plates: press each, see it answer. Made for one thumb on a ladder. */
export function PlatesTool({ model }: { readonly model: PageModel }) {
  const check = useSignal<PlateCheck | undefined>(undefined);
  const sound = useSignal(false);
  const hello = model.hello.value;
  const name = hello?.name ?? "";
  const running = check.value?.asked !== undefined;
  const trouble = usePlatePolling(model, check, running);
  const findings = check.value?.findings;
  const latest = findings?.at(-1);
  useEffect(() => {
    if (findings === undefined) return;
    keepFindings(name, findings);
    if (sound.peek() && latest !== undefined) beep(latest.state === "ok");
  }, [findings, latest, name, sound]);

  if (hello === undefined) return null;
  const { shelves } = hello.store;
  if (shelves.length === 0) return <p class="empty">The store has no shelves.</p>;
  if (hello.mode === "replay") return <p class="empty">This is a recording: there is no plate to touch.</p>;
  const now = check.value;
  if (now === undefined) {
    const kept = startPlateCheck(shelves, 0, keptFindings(name)).findings;
    const begin = (found: typeof kept) => (check.value = startPlateCheck(shelves, storeNow(model), found));
    const record = platesRecord(
      hello.installation,
      shelves.flatMap(({ plates }) => plates.map(({ id }) => id)),
    );
    return (
      <div class="install-tool">
        <CannotSave model={model} />
        <Occupied model={model} />
        <p>
          The store has to be empty: anybody's pick would be taken for an answer. Press each plate when its name comes
          up. It is asked whether the right one answers, how loud it is and whether it drifts.
        </p>
        <p class="dim" data-testid="plates-record">
          {record === undefined ? "Nothing is written down of a check." : `Last ${record.summary}.`}
        </p>
        {record !== undefined && record.bad.length > 0 && (
          <details>
            <summary>Not good then</summary>
            <ul class="install-list">
              {record.bad.map((finding) => (
                <li key={finding.plate}>{findingInWords(finding)}</li>
              ))}
            </ul>
          </details>
        )}
        <div class="plate-big">
          <button type="button" class="button primary" data-testid="plates-start" onClick={() => begin([])}>
            Start
          </button>
          {kept.length > 0 && (
            <button type="button" class="button" onClick={() => begin(kept)}>
              Go on ({kept.length} done)
            </button>
          )}
        </div>
      </div>
    );
  }
  const { done, of, shelf } = progressOf(now);
  const again = (plate: string) => (check.value = ask(now, storeNow(model), plate));
  return (
    <div class="install-tool">
      <CannotSave model={model} />
      <Occupied model={model} />
      {now.asked === undefined ? (
        <h2>All {of} plates are done</h2>
      ) : (
        <div class="plate-now card">
          <span class="dim">Press</span>
          <strong data-testid="plate-asked">{now.asked}</strong>
          <progress value={done} max={of} aria-label="Plates done" />
          <span class="dim">
            {shelf === undefined ? "" : `${shelf.done} of ${shelf.of} on ${shelf.id}, `}
            {done} of {of} in all
          </span>
          <div class="plate-big">
            <button type="button" class="button" onClick={() => (check.value = giveUp(now, storeNow(model)))}>
              Nothing answers
            </button>
            <button
              type="button"
              class="button"
              disabled={latest === undefined}
              onClick={() => latest && again(latest.plate)}
            >
              Last one again
            </button>
          </div>
        </div>
      )}
      <p role="status" data-testid="plate-said">
        {trouble.value !== "" ? trouble.value : latest === undefined ? "" : findingInWords(latest)}
      </p>
      <div class="row">
        <label class="row">
          <input
            type="checkbox"
            checked={sound.value}
            onChange={(event) => (sound.value = event.currentTarget.checked)}
          />{" "}
          Sound
        </label>
        <button type="button" class="button" onClick={() => (check.value = undefined)}>
          Stop
        </button>
      </div>
      <PlateResults findings={now.findings} onAgain={again} />
      <SaveFinding
        model={model}
        request={now.findings.length === 0 ? undefined : { tool: "plates", plates: now.findings }}
        summary={`The findings of ${now.findings.length} ${now.findings.length === 1 ? "plate" : "plates"}.`}
      />
    </div>
  );
}
