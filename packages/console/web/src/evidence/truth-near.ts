import type { InteractionEvidence } from "@aisle/fusion";
import type { JudgedItem, TruthOverlay } from "../../../src/wire/index.ts";

/** How long before or after a change something may really have happened to be shown beside it, ms. */
const within = 3000;

type RealInteraction = TruthOverlay["interactions"][number];

/** What is said once: an item, and all that it was judged to be. */
export interface JudgedOnce {
  readonly item: JudgedItem;
  readonly verdicts: readonly JudgedItem["verdict"][];
}

/** What really happened at the plates of an interaction, the nearest in time first, and how its lines were judged. */
export function truthNear(
  truth: TruthOverlay,
  interaction: InteractionEvidence,
): { readonly real: readonly RealInteraction[]; readonly judged: readonly JudgedOnce[] } {
  const plates = new Set(interaction.plates.map(({ plate }) => plate));
  const away = ({ t }: RealInteraction): number => Math.max(0, interaction.from - t, t - interaction.to);
  const real = truth.interactions
    .filter((each) => plates.has(each.plate) && away(each) <= within)
    .toSorted((a, b) => away(a) - away(b) || a.t - b.t);
  return { real, judged: once(truth.judged?.filter((item) => item.interaction === interaction.id) ?? []) };
}

/** What one shopper has wrongly another one misses: both were judged at the same moment, for the same reasons. */
function once(judged: readonly JudgedItem[]): readonly JudgedOnce[] {
  const told = judged.filter(({ verdict }) => verdict === "wrong-shopper" || verdict === "wrong-product");
  const doubled = (item: JudgedItem) => item.verdict === "missed" && told.some(({ t }) => t === item.t);
  return judged
    .filter((item) => !doubled(item))
    .map((item) => {
      const missed = told.includes(item) && judged.some((each) => doubled(each) && each.t === item.t);
      return { item, verdicts: missed ? [item.verdict, "missed"] : [item.verdict] };
    });
}
