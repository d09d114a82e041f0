import type { InteractionEvidence } from "@aisle/fusion";
import { useComputed } from "@preact/signals";
import { Fragment } from "preact";
import type { PageModel } from "../client/page-model.ts";
import { Why } from "../truth/why.tsx";
import { credentialOf, verdicts } from "../truth/words.ts";
import { signedSeconds } from "./figures.ts";
import type { Products } from "./telling.ts";
import { truthNear } from "./truth-near.ts";

interface TruthBesideProps {
  readonly model: PageModel;
  readonly interaction: InteractionEvidence;
  readonly products: Products;
}

const verbs = { pick: "took", return: "put back", touch: "touched" } as const;

/** What really happened at the plates, and how the lines behind the interaction were judged. Nothing without a truth. */
export function TruthBeside({ model, interaction, products }: TruthBesideProps) {
  const truth = useComputed(() => model.truth.value).value;
  if (truth === undefined) return null;
  const { real, judged } = truthNear(truth, interaction);
  return (
    <div class="card truth-beside">
      <h3>What really happened</h3>
      {real.length === 0 && <p>Nothing at these plates within 3 s.</p>}
      <ul>
        {real.map(({ t, person, kind, plate, gtin, quantity }, i) => (
          <li key={i}>
            <span class="figure dim">{signedSeconds(t - interaction.from)}</span> {person}
            {credentialSuffix(credentialOf(truth, person, t))} {verbs[kind]}
            {gtin !== undefined && ` ${quantity ?? 1} × ${products(gtin)?.name ?? gtin}`}{" "}
            {kind === "touch" ? "" : kind === "pick" ? "from " : "on "}
            {plate}
          </li>
        ))}
      </ul>
      {judged.map(({ item, verdicts: all }, i) => (
        <p key={i}>
          {all.map((verdict) => (
            <Fragment key={verdict}>
              <span class={verdict === "right" ? "badge good" : "badge bad"}>{verdicts[verdict].one}</span>{" "}
            </Fragment>
          ))}
          {item.quantity} × {item.name}
          {item.why !== "" && ": "}
          <Why model={model} text={item.why} except={interaction.id} />
        </p>
      ))}
    </div>
  );
}

function credentialSuffix(credential: string | null | undefined): string {
  return typeof credential === "string" ? ` (${credential})` : "";
}
