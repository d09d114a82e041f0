import type { CartLine } from "@aisle/fusion";
import { useRef } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { money, percent, timeOfDay } from "../ui/index.ts";
import { Confidence } from "./confidence.tsx";
import { lineNews, waitingUnits } from "./line-news.ts";

interface CartLineProps {
  readonly model: PageModel;
  readonly session: string;
  readonly line: CartLine;
  readonly currency: string;
  readonly changedAt: number | undefined;
  readonly chosen: boolean;
}

/** One line of a cart or receipt. A click opens the evidence of its newest unit; its units can be chosen one by one. */
export function CartLineRow({ model, session, line, currency, changedAt, chosen }: CartLineProps) {
  const drawn = useRef<{ quantity: number; lit: number; news: string }>(undefined);
  const news = lineNews(line, drawn.current?.quantity, changedAt, model.t.peek(), model.speed.peek());
  const lit = (drawn.current?.lit ?? 0) + (news === undefined ? 0 : 1);
  drawn.current = { quantity: line.quantity, lit, news: news ?? drawn.current?.news ?? "" };
  const waiting = waitingUnits(line);
  const open = (interaction: string) =>
    (model.selection.value = { kind: "interaction", id: interaction, session, line: line.id });
  const newest = line.units.at(-1);

  return (
    <li class={chosen ? "cart-line chosen" : "cart-line"} data-testid={`line-${line.id}`}>
      {/* A new key lets the light begin anew. */}
      {lit > 0 && <span key={lit} class={`line-light ${drawn.current.news}`} aria-hidden="true" />}
      <button
        type="button"
        class="line-button"
        title="Show the evidence"
        aria-pressed={chosen}
        disabled={newest === undefined}
        onClick={() => newest !== undefined && open(newest.interaction)}
      >
        <span class="line-quantity">{line.quantity} ×</span>
        <span class="line-name">
          {line.name} <span class="line-unit dim">{money(line.unitPrice, currency)} each</span>
        </span>
        <span class="line-price">{money(line.quantity * line.unitPrice, currency)}</span>
        <span class="line-marks">
          <Confidence value={line.confidence} of="Confidence" />
          {line.review && <span class="badge warn">review</span>}
          {waiting > 0 && (
            <span class="badge provisional">
              {waiting === line.units.length ? "provisional" : `${waiting} provisional`}
            </span>
          )}
        </span>
      </button>
      {line.units.length > 1 && (
        <ul class="line-units" aria-label={`Units of ${line.name}`}>
          {line.units.map((unit, i) => (
            <li key={`${unit.interaction}/${i}`}>
              <button
                type="button"
                class={unit.settledAt === undefined ? "unit-button provisional" : "unit-button"}
                title={unit.settledAt === undefined ? "Provisional: show the evidence" : "Show the evidence"}
                onClick={() => open(unit.interaction)}
              >
                {timeOfDay(unit.at)} · {percent(unit.confidence)}
                {unit.review && " · review"}
                {unit.settledAt === undefined && <span class="visually-hidden"> provisional</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
