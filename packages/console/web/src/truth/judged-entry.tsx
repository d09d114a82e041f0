import { memo } from "preact/compat";
import type { JudgedItem } from "../../../src/wire/index.ts";
import { SessionDot } from "../carts/session-dot.tsx";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay } from "../ui/index.ts";
import { Why } from "./why.tsx";

interface JudgedEntryProps {
  readonly model: PageModel;
  readonly item: JudgedItem;
  readonly chosen: boolean;
}

/** One item that was wrong or missed, with why. A click jumps to the moment and opens what was decided there; what it names can be pressed too. */
export const JudgedEntry = memo(({ model, item, chosen }: JudgedEntryProps) => {
  const { session, shopper, name, quantity, t, interaction, plate, why } = item;
  const look = () => {
    model.pause();
    model.seek(t);
    if (interaction !== undefined) {
      model.selection.value = { kind: "interaction", id: interaction, ...(session !== undefined && { session }) };
    } else if (plate !== undefined) {
      model.selection.value = { kind: "plate", id: plate };
    }
  };
  return (
    <div class={chosen ? "card judged chosen" : "card judged"}>
      <button type="button" class="judged-look" aria-pressed={chosen} onClick={look}>
        <span class="judged-what">
          {quantity} × {name}
        </span>
        <span class="judged-when dim">{timeOfDay(t)}</span>
        <span class="judged-who dim">
          {session !== undefined && (
            <>
              booked on <SessionDot session={session} /> {session}
            </>
          )}
          {session !== undefined && shopper !== undefined && " · "}
          {shopper !== undefined && `shopper ${shopper}`}
          {plate !== undefined && ` · ${plate}`}
        </span>
      </button>
      <p class="judged-why">
        <Why model={model} text={why} />
      </p>
    </div>
  );
});
