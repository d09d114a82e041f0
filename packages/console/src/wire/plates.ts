/** How a plate seems to be: `dead` says nothing or always the same, `rattle` is loud, `drift` wanders. */
export type PlateState = "quiet" | "moving" | "rattle" | "drift" | "dead" | "unknown";

/** `GET plates?shelf=ID`: one plate's signal over about the last 10 s. */
export interface PlateStatistics {
  readonly plate: string;
  readonly shelf: string;
  /** The last sample, grams; `null` where there is none. */
  readonly grams: number | null;
  /** Standard deviation from sample to sample while nobody touches it, grams. */
  readonly noise: number | null;
  /** Grams a minute. */
  readonly drift: number | null;
  readonly state: PlateState;
  /** When its weight last changed by more than its noise, and by how much; absent before. */
  readonly touched?: { readonly at: number; readonly grams: number };
}
