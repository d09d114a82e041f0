import { computed, useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { PageModel, Selection } from "../client/page-model.ts";
import { timeOfDayTenths } from "../ui/index.ts";
import { GoodsTable, ShoppersTable } from "./alternatives.tsx";
import { chartSpan } from "./chart-span.ts";
import "./evidence.css";
import { ExplainedTables } from "./explained.tsx";
import { ReachChart } from "./reach-chart.tsx";
import { seesPeople } from "./sees-people.ts";
import { Steps } from "./steps.tsx";
import { productsOf, tellInteraction } from "./telling.ts";
import { Toolbar } from "./toolbar.tsx";
import { TruthBeside } from "./truth-beside.tsx";
import { holderOf } from "./units-of-line.ts";
import { useEvidence } from "./use-evidence.ts";
import { WeightChart } from "./weight-chart.tsx";

type Chosen = Extract<Selection, { readonly kind: "interaction" }>;

/** Why a line is what it is: the weight, the reach, the alternatives and what was decided when. */
export function EvidencePanel({ model }: { readonly model: PageModel }) {
  const selection = model.selection.value;
  return (
    <section class="evidence" aria-label="Evidence" data-testid="evidence">
      {selection?.kind === "interaction" ? (
        <Interaction model={model} chosen={selection} />
      ) : (
        <p class="empty">Choose a line of a cart, or a mark on the time line, to see why it is what it is.</p>
      )}
    </section>
  );
}

function Interaction({ model, chosen }: { readonly model: PageModel; readonly chosen: Chosen }) {
  const [view, again] = useEvidence(model, chosen.id);
  const products = useComputed(() => productsOf(model.hello.value?.store.products ?? []));
  const seen = useComputed(() => seesPeople(model.hello.value?.store));
  // From the time line or the truth no session comes along: who holds the unit now is looked up.
  const holder = useMemo(() => computed(() => holderOf(model.state.value, chosen.id)?.session), [model, chosen.id]);
  const booked = chosen.session ?? holder.value;
  // Right after another one was chosen, what was fetched is still about the last one.
  const evidence = view.is === "ready" && view.evidence.interaction.id === chosen.id ? view.evidence : undefined;
  const span = useMemo(() => (evidence === undefined ? undefined : chartSpan(evidence)), [evidence]);

  if (evidence === undefined || span === undefined) {
    return (
      <div class="evidence-wait" aria-busy={view.is === "loading"}>
        {view.is === "loading" && <p class="empty">Fetching the evidence…</p>}
        {view.is === "missing" && (
          <p class="empty">
            There is no evidence of {chosen.id}: it has not been read yet, or it is so old that it was dropped.
          </p>
        )}
        {view.is === "failed" && (
          <p class="empty" role="alert">
            {view.message} {view.remedy}
          </p>
        )}
        {view.is !== "loading" && (
          <button type="button" class="button" onClick={again}>
            Try again
          </button>
        )}
      </div>
    );
  }
  const { interaction } = evidence;
  const { title, sure } = tellInteraction(interaction, products.value, booked);
  return (
    <>
      <header class="evidence-head">
        <h2>{title}</h2>
        <p class="dim">
          {timeOfDayTenths(interaction.from)}–{timeOfDayTenths(interaction.to)} · {sure}
          {!evidence.complete && <span class="badge provisional">curves still coming</span>}
        </p>
        <Toolbar model={model} chosen={chosen} at={interaction.from} />
      </header>
      <div class="evidence-grid">
        <WeightChart evidence={evidence} span={span} />
        <ReachChart evidence={evidence} span={span} seen={seen.value} />
        <TruthBeside model={model} interaction={interaction} products={products.value} />
        <GoodsTable interaction={interaction} products={products.value} />
        <ShoppersTable model={model} interaction={interaction} />
        {evidence.explained && <ExplainedTables explained={evidence.explained} products={products.value} />}
        <Steps model={model} evidence={evidence} />
      </div>
    </>
  );
}
