import type { Signal } from "@preact/signals";
import type { Calibration } from "../../../../src/installer/index.ts";
import { choose, type Draft, remove, setHeight, setPlace } from "./draft.ts";

interface Props {
  readonly draft: Signal<Draft>;
  readonly found: Calibration | undefined;
  readonly wrong: readonly number[];
}

/** Every point with its error, and the metres of the one that is worked on. */
export function Points({ draft, found, wrong }: Props) {
  const { points, active } = draft.value;
  const chosen = active === undefined ? undefined : points[active];
  return (
    <div class="cal-points">
      {chosen !== undefined && (
        <fieldset class="cal-place">
          <legend>Point {(active ?? 0) + 1}, metres</legend>
          {(["x", "y", "z"] as const).map((axis) => (
            <label key={axis}>
              {axis === "z" ? "height" : axis}
              <input
                type="number"
                step="0.01"
                inputMode="decimal"
                data-testid={`cal-${axis}`}
                value={axis === "z" ? chosen.z : (chosen.place?.[axis === "x" ? 0 : 1] ?? "")}
                onChange={(event) => {
                  const value = event.currentTarget.valueAsNumber;
                  if (!Number.isFinite(value)) return;
                  const [x = 0, y = 0] = chosen.place ?? [];
                  if (axis === "z") draft.value = setHeight(draft.value, value);
                  else
                    draft.value = setPlace(
                      draft.value,
                      ...(axis === "x" ? ([value, y] as const) : ([x, value] as const)),
                    );
                }}
              />
            </label>
          ))}
        </fieldset>
      )}
      <table class="install-table" data-testid="cal-points">
        <caption class="visually-hidden">Points of the calibration</caption>
        <thead>
          <tr>
            <th scope="col">Point</th>
            <th scope="col">place</th>
            <th scope="col">error</th>
            <th scope="col">
              <span class="visually-hidden">Take out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ pixel, place, z }, i) => (
            <tr key={i} class={i === active ? "cal-active" : ""}>
              <th scope="row">
                <button
                  type="button"
                  class="button"
                  aria-pressed={i === active}
                  onClick={() => (draft.value = choose(draft.value, i))}
                >
                  {i + 1}
                </button>
              </th>
              <td>
                {place === undefined
                  ? "click the plan"
                  : `${place[0].toFixed(2)}, ${place[1].toFixed(2)}${z === 0 ? "" : `, ${z.toFixed(2)} up`}`}
                {pixel === undefined && ", click the picture"}
              </td>
              <td>
                {found?.errors[i] !== undefined && (
                  <span class={wrong.includes(i) ? "badge bad" : ""}>
                    {centimetres(found.leaveOneOut?.[i] ?? found.errors[i])}
                  </span>
                )}
              </td>
              <td>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Take out point ${i + 1}`}
                  onClick={() => (draft.value = remove(draft.value, i))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `2.4 cm`, `1.3 m`; beyond any sense `far off`. */
export function centimetres(metres: number): string {
  if (metres >= 100) return "far off";
  return metres >= 1 ? `${metres.toFixed(1)} m` : `${(metres * 100).toFixed(1)} cm`;
}
