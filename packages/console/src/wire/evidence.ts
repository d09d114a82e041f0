import type { ExplainedAlternative, ExplainedCandidate, InteractionEvidence } from "@aisle/fusion";

/** The weight of one plate around an interaction. Values are relative: tare and drift are in them. */
export interface EvidenceCurve {
  readonly plate: string;
  /** Time of each sample, ms since the epoch, in order; they need not be evenly spaced. */
  readonly t: readonly number[];
  /** Grams; `null` where the plate was dead. */
  readonly grams: readonly (number | null)[];
}

/** How near one person came to the plate over time. */
export interface EvidenceReach {
  readonly person: number;
  readonly session: string | null;
  /** Ms since the epoch. */
  readonly t: readonly number[];
  /** Metres from the nearest hand that was seen, or from the body where none was; `null` where the person was not there. */
  readonly distance: readonly (number | null)[];
  /** Whether that was a hand. */
  readonly hand: readonly boolean[];
}

/** One thing that was said about it, and when. */
export interface EvidenceStep {
  /** Store time at which it was said, ms since the epoch. */
  readonly t: number;
  readonly kind: "detected" | "revised" | "booked" | "settled" | "moved" | "taken-back" | "receipt";
  readonly session?: string;
  readonly text: string;
}

/** What fusion has to say for a unit that rests on an interaction (`engine.explain`). */
export interface EvidenceExplained {
  /** Who may have done it and what was seen of them, likeliest first. */
  readonly candidates: readonly ExplainedCandidate[];
  /** What and who together, likeliest first. */
  readonly alternatives: readonly ExplainedAlternative[];
}

/** `GET evidence/ID`: why a line is what it is. */
export interface Evidence {
  /** As it is believed now. */
  readonly interaction: InteractionEvidence;
  /** When it was said, ms since the epoch. */
  readonly t: number;
  /** The plates of the interaction, and up to two neighbours of theirs. */
  readonly curves: readonly EvidenceCurve[];
  readonly reach: readonly EvidenceReach[];
  readonly steps: readonly EvidenceStep[];
  /** Absent where no cart and no receipt rests on it. */
  readonly explained?: EvidenceExplained;
  /** The curves go on for a moment after the change; false until they have come. */
  readonly complete: boolean;
}
