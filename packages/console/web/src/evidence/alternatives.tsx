import type { InteractionEvidence } from "@aisle/fusion";
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Confidence } from "../carts/confidence.tsx";
import { SessionDot } from "../carts/session-dot.tsx";
import type { PageModel } from "../client/page-model.ts";
import { signedGrams } from "./figures.ts";
import { TableHead } from "./table-head.tsx";
import { measuredGrams, type Products, tellItems, weightOfItems } from "./telling.ts";
import { credentialOf } from "./units-of-line.ts";
import { Who } from "./who.tsx";

interface GoodsTableProps {
  readonly interaction: InteractionEvidence;
  readonly products: Products;
}

/** What it may have been: each alternative with what it would weigh beside what was measured. */
export function GoodsTable({ interaction, products }: GoodsTableProps) {
  const measured = measuredGrams(interaction);
  return (
    <div class="evidence-part">
      <h3>What it may have been</h3>
      <p class="dim">Measured {signedGrams(measured)} in all.</p>
      <table>
        <TableHead columns={["Goods", "Would change", "Probability"]} />
        <tbody>
          {interaction.products.map(({ items, probability }, i) => {
            const { grams, sd } = weightOfItems(items, products);
            return (
              <tr key={i}>
                <th scope="row">{tellItems(items, products)}</th>
                <td>
                  <span class="figure">
                    {signedGrams(grams)} <span class="dim">± {Math.round(sd)}</span>
                  </span>{" "}
                  <span class="figure dim">off by {signedGrams(measured - grams)}</span>
                </td>
                <td>
                  <Confidence value={probability} of="Probability" plain />
                </td>
              </tr>
            );
          })}
          {interaction.products.length === 0 && (
            <tr>
              <td colSpan={3} class="dim">
                No goods: nothing that lies here explains it.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface ShoppersTableProps {
  readonly model: PageModel;
  readonly interaction: InteractionEvidence;
}

/** Who it may have been. */
export function ShoppersTable({ model, interaction }: ShoppersTableProps) {
  // The session may come with a chunk that is still on its way; joined, it changes only when a credential does.
  const credentials = useMemo(
    () =>
      computed(() => interaction.sessions.map(({ session }) => credentialOf(model.state.value, session)).join("\n")),
    [model, interaction],
  ).value.split("\n");
  return (
    <div class="evidence-part">
      <h3>Who it may have been</h3>
      <table>
        <TableHead columns={["Session", "Credential", "Probability"]} />
        <tbody>
          {interaction.sessions.map(({ session, probability }, i) => (
            <tr key={session ?? ""}>
              <th scope="row">
                {session === null ? (
                  <Who session={null} />
                ) : (
                  <button
                    type="button"
                    class="link-button"
                    title="Show this session"
                    onClick={() => (model.selection.value = { kind: "session", id: session })}
                  >
                    <SessionDot session={session} /> {session}
                  </button>
                )}
              </th>
              <td class="dim">{credentials[i]}</td>
              <td>
                <Confidence value={probability} of="Probability" plain />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
