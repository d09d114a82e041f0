import type { InteractionEvidence } from "@aisle/fusion";
import type { JudgedItem, TruthOverlay } from "../../../src/wire/index.ts";

/** How long before or after a change something may really have happened to be shown beside it, ms. */
const within = 3000;

type RealInteraction = TruthOverlay["interactions"][number];

/** What really happened at the plates of an interaction, the nearest in time first, and how its lines were judged. */
export function truthNear(
  truth: TruthOverlay,
  interaction: InteractionEvidence,
): { readonly real: readonly RealInteraction[]; readonly judged: readonly JudgedItem[] } {
  const plates = new Set(interaction.plates.map(({ plate }) => plate));
  const away = ({ t }: RealInteraction): number => Math.max(0, interaction.from - t, t - interaction.to);
  const real = truth.interactions
    .filter((each) => plates.has(each.plate) && away(each) <= within)
    .toSorted((a, b) => away(a) - away(b) || a.t - b.t);
  return { real, judged: truth.judged?.filter((item) => item.interaction === interaction.id) ?? [] };
}
