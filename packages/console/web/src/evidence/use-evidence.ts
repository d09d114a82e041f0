import { useEffect, useState } from "preact/hooks";
import type { Evidence, WireItem } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { WireFailure } from "../client/wire-failure.ts";
import { nextLook } from "./next-look.ts";

/** What is known of an interaction's evidence. `missing`: the server has none, or has none any more. */
export type EvidenceView =
  | { readonly is: "loading" }
  | { readonly is: "missing" }
  | { readonly is: "failed"; readonly message: string; readonly remedy?: string }
  | { readonly is: "ready"; readonly evidence: Evidence };

/** A step that comes later, such as a receipt, is worth another look; so often at most, ms. */
const laterLook = 1000;

/** Evidence of one interaction, asked for again until it is complete, and when a live store says more about it. */
export function useEvidence(model: PageModel, id: string): readonly [view: EvidenceView, again: () => void] {
  const [view, setView] = useState<EvidenceView>({ is: "loading" });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let gone = false;
    let looks = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookIn = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), ms);
    };
    const look = async (): Promise<void> => {
      looks += 1;
      const next = await model.evidence(id).then(viewOf, failed);
      if (gone) return;
      setView((before) => (next.is !== "ready" && before.is === "ready" ? before : next));
      const wait = nextLook(looks, next.is === "ready" && next.evidence.complete);
      if (wait !== undefined) lookIn(wait);
    };
    setView({ is: "loading" });
    void look();
    const stop = model.onItem((item) => {
      if (model.live.peek() && speaksOf(item, id)) lookIn(laterLook);
    });
    // What was decided later, such as a receipt, is known for certain once a recording has been read.
    let read = isRead(model);
    const stopReading = model.tape.subscribe(() => {
      if (read || !isRead(model)) return;
      read = true;
      lookIn(0);
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
      stopReading();
    };
  }, [model, id, round]);

  return [view, () => setRound(round + 1)];
}

function isRead(model: PageModel): boolean {
  return model.tape.peek()?.complete === true;
}

function viewOf(evidence: Evidence | undefined): EvidenceView {
  return evidence === undefined ? { is: "missing" } : { is: "ready", evidence };
}

function failed(error: unknown): EvidenceView {
  if (!(error instanceof WireFailure)) return { is: "failed", message: "The evidence could not be fetched." };
  const { message, remedy } = error;
  return { is: "failed", message, ...(remedy !== undefined && { remedy }) };
}

/** Whether an item changes what was decided about an interaction. */
function speaksOf(item: WireItem, id: string): boolean {
  if (item.k !== "event") return false;
  const { event } = item;
  if (event.type === "interaction.revised") return event.interaction.id === id;
  if (event.type === "cart.changed") return event.cause === id || hasUnit(event.lines, id);
  return event.type === "receipt.issued" && hasUnit(event.receipt.lines, id);
}

function hasUnit(
  lines: readonly { readonly units: readonly { readonly interaction: string }[] }[],
  id: string,
): boolean {
  return lines.some(({ units }) => units.some(({ interaction }) => interaction === id));
}
