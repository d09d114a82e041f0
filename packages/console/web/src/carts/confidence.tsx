import { percent } from "../ui/index.ts";

interface ConfidenceProps {
  readonly value: number;
  /** What it is the probability of. */
  readonly of: string;
  /** One of several alternatives: that it is small is no fault. */
  readonly plain?: boolean;
}

/** A probability as a small bar with its figure. */
export function Confidence({ value, of, plain = false }: ConfidenceProps) {
  const level = plain ? "plain" : value >= 0.9 ? "good" : value >= 0.6 ? "warn" : "bad";
  return (
    <span class="confidence" title={`${of}: ${percent(value)}`}>
      <span class="confidence-bar" aria-hidden="true">
        <span class={`confidence-fill ${level}`} style={{ width: `${(value * 100).toFixed(0)}%` }} />
      </span>
      <span class="confidence-figure">
        <span class="visually-hidden">{of} </span>
        {percent(value)}
      </span>
    </span>
  );
}
