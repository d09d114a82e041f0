import type { PlateFinding } from "../../../../src/wire/index.ts";
import { plateWords } from "./plate-words.ts";

/** What was found so far; what is not good first, each to be asked again. */
export function PlateResults({
  findings,
  onAgain,
}: {
  readonly findings: readonly PlateFinding[];
  readonly onAgain: (plate: string) => void;
}) {
  if (findings.length === 0) return null;
  const bad = findings.filter(({ state }) => state !== "ok");
  const good = findings.length - bad.length;
  return (
    <>
      <h2>
        {good} good, {bad.length} not
      </h2>
      {bad.length > 0 && (
        <ul class="install-list" data-testid="plate-results">
          {bad.map(({ plate, state, answered, noise, drift }) => (
            <li key={plate}>
              <span class={`badge ${state === "drift" || state === "rattle" ? "warn" : "bad"}`}>
                {plateWords[state]}
              </span>
              <span class="grow">
                {plate}
                <span class="dim">
                  {answered !== undefined && ` – ${answered} answered`}
                  {noise !== undefined && `, ${noise} g noise`}
                  {drift !== undefined && `, ${drift} g/min`}
                </span>
              </span>
              <button type="button" class="button" aria-label={`Check ${plate} again`} onClick={() => onAgain(plate)}>
                Again
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is announced of a finding, or was written down of one. */
export function findingInWords({
  plate,
  state,
  answered,
}: {
  readonly plate: string;
  readonly state: PlateFinding["state"];
  readonly answered?: string | undefined;
}): string {
  return state === "crossed"
    ? `${plate}: crossed, ${answered ?? "another"} answered.`
    : `${plate}: ${plateWords[state]}.`;
}
