import { useComputed, useSignal } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";
import { CartCard } from "./cart-card.tsx";
import { asksForReview, findsReceipt, findsSession } from "./cart-search.ts";
import { ReceiptRow } from "./receipt-row.tsx";
import "./carts.css";

/** Open carts, filling line by line, and the receipts below. */
export function Carts({ model }: { readonly model: PageModel }) {
  // Parts of the state keep their identity: as long as no cart changes, nothing here is drawn again.
  const sessions = useComputed(() => model.state.value.sessions);
  const receipts = useComputed(() => model.state.value.receipts);
  const receiptCount = useComputed(() => model.state.value.receiptCount);
  const currency = useComputed(() => model.hello.value?.store.currency ?? "XXX");
  const selected = useComputed(() => {
    const selection = model.selection.value;
    if (selection?.kind === "session") return { session: selection.id, line: undefined };
    if (selection?.kind === "interaction") return { session: selection.session, line: selection.line };
    return undefined;
  });
  const search = useSignal({ text: "", review: false });

  const found = sessions.value.filter((session) => findsSession(session, search.value));
  const foundReceipts = receipts.value.filter((receipt) => findsReceipt(receipt, search.value)).toReversed();
  const reviews = sessions.value.filter(({ lines }) => asksForReview(lines)).length;
  const narrowed = search.value.text !== "" || search.value.review;

  return (
    <section class="carts" aria-label="Carts">
      <div class="carts-head">
        <input
          type="search"
          class="carts-search"
          aria-label="Find carts and receipts by session, credential or product"
          placeholder="Session, credential, product"
          value={search.value.text}
          onInput={(event) => (search.value = { ...search.value, text: event.currentTarget.value })}
        />
        <label class="carts-review">
          <input
            type="checkbox"
            checked={search.value.review}
            onChange={(event) => (search.value = { ...search.value, review: event.currentTarget.checked })}
          />
          Review only
        </label>
      </div>
      <h2 class="carts-title">
        Open <span class="dim">{narrowed ? `${found.length} of ${sessions.value.length}` : sessions.value.length}</span>
        {reviews > 0 && <span class="badge warn">{reviews} to review</span>}
      </h2>
      {found.length === 0 && (
        <p class="empty">{narrowed ? "No open cart matches." : "Nobody is shopping at this moment."}</p>
      )}
      <ul class="carts-list">
        {found.map((session) => {
          const line = selected.value?.session === session.id ? (selected.value.line ?? "") : undefined;
          return (
            <li key={session.id}>
              <CartCard model={model} session={session} currency={currency.value} selected={line} />
            </li>
          );
        })}
      </ul>
      <h2 class="carts-title">
        Receipts{" "}
        <span class="dim">
          {receiptCount.value > receipts.value.length
            ? `the last ${receipts.value.length} of ${receiptCount.value}`
            : receiptCount.value}
        </span>
      </h2>
      {foundReceipts.length === 0 && (
        <p class="empty">{narrowed ? "No receipt matches." : "No receipt has been issued yet."}</p>
      )}
      <ul class="carts-list">
        {foundReceipts.map((receipt) => (
          <li key={`${receipt.t}/${receipt.receipt.session}`}>
            <ReceiptRow
              model={model}
              receipt={receipt}
              selected={selected.value?.session === receipt.receipt.session ? selected.value.line : undefined}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
