import { useComputed, useSignal } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";
import { CartCard } from "./cart-card.tsx";
import { asksForReview, findsReceipt, findsSession } from "./cart-search.ts";
import "./carts.css";
import { Elsewhere } from "./elsewhere.tsx";
import { countWords, emptyWords } from "./list-words.ts";
import { ReceiptRow } from "./receipt-row.tsx";
import { usePersonSession } from "./use-person-session.ts";

/** Open carts, filling line by line, and the receipts below. */
export function Carts({ model }: { readonly model: PageModel }) {
  // Parts of the state keep their identity: as long as no cart changes, nothing here is drawn again.
  const sessions = useComputed(() => model.state.value.sessions);
  const receipts = useComputed(() => model.state.value.receipts);
  const receiptCount = useComputed(() => model.state.value.receiptCount);
  const currency = useComputed(() => model.hello.value?.store.currency ?? "XXX");
  const provisional = useComputed(() => model.provisional.value).value;
  const ofPerson = usePersonSession(model);
  const selected = useComputed(() => {
    const selection = model.selection.value;
    if (selection?.kind === "session") return { session: selection.id, line: undefined };
    if (selection?.kind === "interaction") return { session: selection.session, line: selection.line };
    return ofPerson.value === undefined ? undefined : { session: ofPerson.value, line: undefined };
  });
  const search = useSignal({ text: "", review: false });

  const found = sessions.value.filter((session) => findsSession(session, search.value));
  const foundReceipts = receipts.value.filter((receipt) => findsReceipt(receipt, search.value)).toReversed();
  const reviews = sessions.value.filter(({ lines }) => asksForReview(lines)).length;
  const shown = new Set([...found.map(({ id }) => id), ...foundReceipts.map(({ receipt }) => receipt.session)]);
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
        Open{" "}
        {!provisional && (
          <span class="dim">{countWords(found.length, sessions.value.length, sessions.value.length, narrowed)}</span>
        )}
        {reviews > 0 && <span class="badge warn">{reviews} to review</span>}
      </h2>
      {found.length === 0 && <p class="empty">{emptyWords("cart", sessions.value.length, provisional)}</p>}
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
        {!provisional && (
          <span class="dim">
            {countWords(foundReceipts.length, receipts.value.length, receiptCount.value, narrowed)}
          </span>
        )}
      </h2>
      {foundReceipts.length === 0 && <p class="empty">{emptyWords("receipt", receipts.value.length, provisional)}</p>}
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
      {search.value.text !== "" && <Elsewhere model={model} search={search.value} shown={shown} />}
    </section>
  );
}
