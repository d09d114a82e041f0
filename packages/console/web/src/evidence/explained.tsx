import type { EvidenceExplained } from "../../../src/wire/index.ts";
import { Confidence } from "../carts/confidence.tsx";
import { tellNearness } from "./figures.ts";
import { TableHead } from "./table-head.tsx";
import { type Products, tellItems } from "./telling.ts";
import { Who } from "./who.tsx";

interface ExplainedTablesProps {
  readonly explained: EvidenceExplained;
  readonly products: Products;
}

/** What fusion weighed: who was how near, and what and who together. */
export function ExplainedTables({ explained, products }: ExplainedTablesProps) {
  const { candidates, alternatives } = explained;
  return (
    <div class="evidence-part">
      <h3>What and who together</h3>
      <table>
        <TableHead columns={["Goods", "Session", "Probability"]} />
        <tbody>
          {alternatives.map(({ items, session, probability }, i) => (
            <tr key={i}>
              <th scope="row">{tellItems(items, products)}</th>
              <td>
                <Who session={session} />
              </td>
              <td>
                <Confidence value={probability} of="Probability" plain />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {candidates.length > 0 && (
        <table>
          <TableHead columns={["Session", "Came as near as", "Probability"]} />
          <tbody>
            {candidates.map((candidate, i) => (
              <tr key={i}>
                <th scope="row">
                  <Who session={candidate.session} />
                </th>
                <td class="dim">{tellNearness(candidate)}</td>
                <td>
                  <Confidence value={candidate.probability} of="Probability" plain />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
