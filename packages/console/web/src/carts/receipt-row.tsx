import type { SessionClosing } from "@aisle/fusion";
import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import type { ReceiptState } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { money, timeOfDay } from "../ui/index.ts";
import { CartLineRow } from "./cart-line.tsx";
import { SessionDot } from "./session-dot.tsx";

interface ReceiptRowProps {
  readonly model: PageModel;
  readonly receipt: ReceiptState;
  /** Id of the line that is selected, if it is one of this receipt. */
  readonly selected: string | undefined;
}

const reasons: Readonly<Record<SessionClosing, string | undefined>> = {
  left: undefined,
  lost: "lost from sight",
  "store-closed": "the store closed",
  joined: "part of another session",
};

/** One receipt; its lines are drawn when it is opened. */
export const ReceiptRow = memo(({ model, receipt: { receipt, reason }, selected }: ReceiptRowProps) => {
  const [open, setOpen] = useState(false);
  const units = receipt.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const why = reason === undefined ? undefined : reasons[reason];
  return (
    <details
      class="card receipt"
      data-testid={`receipt-${receipt.session}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="receipt-head">
        <SessionDot session={receipt.session} />
        <span class="cart-name">{receipt.session}</span>
        <span class="cart-credential dim">{receipt.credential ?? "no credential"}</span>
        <span class="cart-total">{money(receipt.total, receipt.currency)}</span>
        <span class="cart-since dim">
          {timeOfDay(receipt.enteredAt)}–{timeOfDay(receipt.exitedAt)} · {units} {units === 1 ? "unit" : "units"}
        </span>
        {(receipt.review || why !== undefined) && (
          <span class="receipt-marks">
            {receipt.review && <span class="badge warn">review</span>}
            {why !== undefined && <span class="badge warn">{why}</span>}
          </span>
        )}
      </summary>
      {open && (
        <ul class="cart-lines">
          {receipt.lines.map((line) => (
            <CartLineRow
              key={line.id}
              model={model}
              session={receipt.session}
              line={line}
              currency={receipt.currency}
              changedAt={undefined}
              chosen={selected === line.id}
            />
          ))}
        </ul>
      )}
      {open && receipt.lines.length === 0 && <p class="empty">Nothing was taken.</p>}
    </details>
  );
});
