import type { EvidenceExplained } from "../../../src/wire/index.ts";
import { Confidence } from "../carts/confidence.tsx";
import { SessionDot } from "../carts/session-dot.tsx";
import { tellNearness } from "./figures.ts";
import { type Products, tellItems } from "./telling.ts";

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
        <thead>
          <tr>
            <th scope="col">Goods</th>
            <th scope="col">Session</th>
            <th scope="col">Probability</th>
          </tr>
        </thead>
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
          <thead>
            <tr>
              <th scope="col">Session</th>
              <th scope="col">Came as near as</th>
              <th scope="col">Probability</th>
            </tr>
          </thead>
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

function Who({ session }: { readonly session: string | null }) {
  return (
    <span class="row">
      <SessionDot session={session} /> {session ?? "nobody who is known"}
    </span>
  );
}
