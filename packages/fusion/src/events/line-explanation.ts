import type { IdentityDoubt } from "../sessions/identity.ts";
import type { ChangeCurve } from "../shelf/weight-change.ts";
import type { CartLine, CartUnit, InteractionEvidence, RevisionReason } from "./store-event.ts";

/** Somebody who may have done it, and what was seen of them. */
export interface ExplainedCandidate {
  /** `null`: a person whom no session knows. */
  readonly session: string | null;
  /** Of having done it, 0 to 1, all evidence counted. */
  readonly probability: number;
  /** Smallest distance in metres from a hand that was seen, or from the body where none was; `null` where nobody saw them. */
  readonly distance: number | null;
  /** Whether that was a hand. */
  readonly hand: boolean;
  /** Log of how much likelier what was seen is if they reached there than if they did not. */
  readonly logLikelihood: number;
}

/** One joint answer to what moved and who moved it. */
export interface ExplainedAlternative {
  readonly items: readonly { readonly gtin: string; readonly count: number }[];
  readonly session: string | null;
  readonly probability: number;
}

/** Why one unit is in a cart. */
export interface UnitExplanation {
  readonly unit: CartUnit;
  /** What was measured and is believed of it now. */
  readonly interaction: InteractionEvidence;
  /** Grams over time; absent where it is not kept any more. */
  readonly curve?: ChangeCurve;
  readonly candidates: readonly ExplainedCandidate[];
  /** Likeliest first; the first is what the cart says. */
  readonly alternatives: readonly ExplainedAlternative[];
  /** Whom the shopper had met by then and may have been taken for since: absent where nobody. */
  readonly identity?: readonly IdentityDoubt[];
  /** When what was believed of it changed, and why. */
  readonly revisions: readonly { readonly at: number; readonly reason: RevisionReason }[];
}

/** Why a line is in a cart or on a receipt. */
export interface LineExplanation {
  readonly session: string;
  readonly line: CartLine;
  /** One for each unit of the line, in its order. */
  readonly units: readonly UnitExplanation[];
}
