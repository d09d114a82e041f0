import type { Fusion, LineExplanation, Receipt } from "@aisle/fusion";

/** What a host does with receipts. */
export interface BillingHost {
  bill(receipt: Receipt): void;
  /** A person looks before money moves; `why` is for each line that asks for it, none where the visit itself does. */
  ask(receipt: Receipt, why: readonly LineExplanation[]): void;
}

/** Bills what is sure, and has the rest looked at with what it rests on. */
export function keepBills({ receipts$, engine }: Fusion, host: BillingHost): () => void {
  const subscription = receipts$.subscribe((receipt) => {
    if (!receipt.review) {
      host.bill(receipt);
      return;
    }
    const doubtful = receipt.lines.filter(({ review }) => review);
    host.ask(
      receipt,
      doubtful.flatMap(({ id }) => engine.explain(id) ?? []),
    );
  });
  return () => subscription.unsubscribe();
}
