import type { ReadonlySignal } from "@preact/signals";

/** One curve of a chart. */
export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly faint?: boolean;
  /** The value at each sample as it is shown; `undefined` where nothing was sampled. */
  readonly valueAt: (index: number) => string | undefined;
}

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly pointer: ReadonlySignal<number | null>;
  readonly when: (index: number) => string;
}

/** The names of the curves, and their values under the pointer. */
export function Legend({ entries, pointer, when }: LegendProps) {
  const index = pointer.value;
  return (
    <ul class="legend">
      {entries.map(({ key, label, colour, faint, valueAt }) => (
        <li key={key} class={faint === true ? "dim" : ""}>
          <span
            class="legend-mark"
            style={{ background: colour, opacity: faint === true ? 0.5 : 1 }}
            aria-hidden="true"
          />
          {label}
          {faint === true && <span class="visually-hidden"> (neighbour)</span>}
          <span class="legend-value">{index !== null && lastBefore(valueAt, index)}</span>
        </li>
      ))}
      <li class="legend-when dim">{index !== null && when(index)}</li>
    </ul>
  );
}

/** Samples of different curves fall between each other: the last one known is shown. */
function lastBefore(valueAt: LegendEntry["valueAt"], index: number): string {
  for (let i = index; i >= Math.max(0, index - 50); i--) {
    const value = valueAt(i);
    if (value !== undefined) return value;
  }
  return "–";
}
