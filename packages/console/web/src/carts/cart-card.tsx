import { memo } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import type { SessionState } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { money, timeOfDay } from "../ui/index.ts";
import { CartLineRow } from "./cart-line.tsx";
import { SessionDot } from "./session-dot.tsx";

interface CartCardProps {
  readonly model: PageModel;
  readonly session: SessionState;
  readonly currency: string;
  /** Id of the selected line; empty for the session itself; `undefined` for neither. */
  readonly selected: string | undefined;
}

/** One open session with its cart. Drawn again only when it changes or is chosen. */
export const CartCard = memo(({ model, session, currency, selected }: CartCardProps) => {
  const card = useRef<HTMLElement>(null);
  const { id, credential, gate, openedAt, persons, lines, total, changedAt } = session;
  const chosen = selected !== undefined;

  // Somebody who was chosen on the floor is brought into view; a click in the card itself moves nothing.
  useEffect(() => {
    if (chosen && card.current?.contains(document.activeElement) === false) {
      card.current.scrollIntoView({ block: "nearest" });
    }
  }, [chosen]);

  return (
    <article ref={card} class={chosen ? "card cart chosen" : "card cart"} data-testid={`cart-${id}`}>
      <button
        type="button"
        class="cart-head"
        aria-pressed={selected === ""}
        onClick={() => (model.selection.value = selected === "" ? undefined : { kind: "session", id })}
      >
        <SessionDot session={id} />
        <span class="cart-name">{id}</span>
        <span class="cart-credential dim">{credential ?? "no credential"}</span>
        <span class="cart-total">{money(total, currency)}</span>
        <span class="cart-since dim">
          {gate ?? "no gate"} · since {timeOfDay(openedAt)}
          {persons > 1 && ` · ${persons} people`}
        </span>
      </button>
      {lines.length > 0 && (
        <ul class="cart-lines">
          {lines.map((line) => (
            <CartLineRow
              key={line.id}
              model={model}
              session={id}
              line={line}
              currency={currency}
              changedAt={changedAt}
              chosen={selected === line.id}
            />
          ))}
        </ul>
      )}
    </article>
  );
});
