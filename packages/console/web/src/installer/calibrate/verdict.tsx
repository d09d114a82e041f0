import type { Calibration, NoCalibration } from "../../../../src/installer/index.ts";
import { centimetres } from "./points.tsx";

/** What became of the points, in words: the error, what is wrong, and where the next point helps most. */
export function Verdict({
  found,
  advice,
  count,
}: {
  readonly found: Calibration | NoCalibration;
  readonly advice: string | undefined;
  readonly count: number;
}) {
  return (
    <div role="status" class="cal-verdict" data-testid="cal-verdict">
      {!found.solved && <p class={found.problem.kind === "few" ? "dim" : "install-bad"}>{found.problem.text}</p>}
      {found.solved && (
        <>
          <p>
            <strong class={`badge ${moodOf(found)}`} data-testid="cal-error">
              {centimetres(found.leaveOneOutMedian ?? found.medianError)}
            </strong>{" "}
            median error on the floor{found.leaveOneOutMedian === null ? "" : ", each point judged by the others"};{" "}
            {found.reprojection.toFixed(1)} px in the picture.
          </p>
          {found.warnings.map(({ kind, text }) => (
            <p key={kind} class="install-bad">
              {text}
            </p>
          ))}
        </>
      )}
      {advice !== undefined && count < 12 && <p class="dim">The {advice} of the picture still lacks a point.</p>}
    </div>
  );
}

function moodOf({ leaveOneOutMedian, warnings }: Calibration): "good" | "warn" | "bad" {
  if (warnings.some(({ kind }) => kind === "outlier" || kind === "swapped")) return "bad";
  if (leaveOneOutMedian === null || leaveOneOutMedian > 0.15) return "bad";
  return leaveOneOutMedian > 0.05 || warnings.length > 0 ? "warn" : "good";
}
