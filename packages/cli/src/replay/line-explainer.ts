import type { LineExplanation, StoreEvent } from "@aisle/fusion";
import { AisleError } from "@aisle/sdk";
import { gtin14 } from "@aisle/sdk/store";

/** What is asked of an engine. */
export interface ExplainingEngine {
  readonly explain: (line: string) => LineExplanation | undefined;
}

/** Finds why a line is on a receipt, or in a cart, while a recording is replayed. */
export interface LineExplainer {
  /** Fusion said something. */
  hear(event: StoreEvent): void;
  /** Asks for lines whose receipt has just come: an engine does not remember them for ever. */
  ask(engine: ExplainingEngine): void;
  /**
   * What was found once the replay is over: one for each visit of a credential that has the line.
   * @throws AisleError `line-unknown` (input) where there is no such line
   */
  found(engine: ExplainingEngine): readonly LineExplanation[];
}

/** How many lines of other products an error lists. */
const mostListed = 20;

/** `wanted` is the id of a line, `SESSION/GTIN`; a credential may stand for the session. */
export function createLineExplainer(wanted: string): LineExplainer {
  const slash = wanted.lastIndexOf("/");
  const [owner, gtin] = [wanted.slice(0, Math.max(0, slash)), gtin14(wanted.slice(slash + 1))];
  const credentials = new Map<string, string | null>();
  const lines = new Map<string, { readonly session: string; readonly gtin: string }>();
  const explanations = new Map<string, LineExplanation>();
  let issued: string[] = [];

  const isOwner = (session: string): boolean => session === owner || credentials.get(session) === owner;
  const isWanted = ({ session, gtin: of }: { readonly session: string; readonly gtin: string }): boolean =>
    isOwner(session) && gtin14(of) === gtin;

  const keep = (engine: ExplainingEngine, ids: readonly string[]): void => {
    for (const id of ids) {
      const explanation = engine.explain(id);
      if (explanation !== undefined) explanations.set(id, explanation);
    }
  };

  return {
    hear(event) {
      if (event.type === "session.opened") credentials.set(event.session, event.credential);
      const told = event.type === "receipt.issued" ? event.receipt : event.type === "cart.changed" ? event : undefined;
      if (told === undefined || !isOwner(told.session)) return;
      for (const line of told.lines) lines.set(line.id, { session: told.session, gtin: line.gtin });
      if (event.type !== "receipt.issued") return;
      const ids = event.receipt.lines.map(({ id }) => id);
      issued.push(...ids.filter((id) => isWanted(lines.get(id)!)));
    },
    ask(engine) {
      if (issued.length === 0) return;
      keep(engine, issued);
      issued = [];
    },
    found(engine) {
      const open = [...lines].filter(([id, line]) => isWanted(line) && !explanations.has(id)).map(([id]) => id);
      keep(engine, open);
      if (explanations.size > 0) return [...explanations.values()];
      throw unknownLine(wanted, [...lines.keys()]);
    },
  };
}

function unknownLine(wanted: string, known: readonly string[]): AisleError {
  const listed = known.slice(0, mostListed).join(", ");
  return new AisleError("line-unknown", `there is no line ${wanted} in this recording`, {
    category: "input",
    remedy:
      known.length > 0
        ? `name one of ${listed}${known.length > mostListed ? ", …" : ""}`
        : "name it SESSION/GTIN or CREDENTIAL/GTIN; the receipts file says which there are",
  });
}
