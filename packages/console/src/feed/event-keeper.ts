import type { StoreEvent, StoreEventOf } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";
import { type CartNews, CartWatch, holdingsOf } from "./cart-watch.ts";
import type { EvidenceBook } from "./evidence-book.ts";
import { decidedOf, interactionWords, kindOf, percent } from "./interaction-words.ts";
import type { MarkBook } from "./mark-book.ts";

/** Turns store events into marks and the steps of evidence. */
export class EventKeeper {
  readonly #evidence: EvidenceBook;
  readonly #marks: MarkBook;
  readonly #nameOf: (gtin: string) => string;
  readonly #carts = new CartWatch();

  constructor(evidence: EvidenceBook, marks: MarkBook, nameOf: (gtin: string) => string) {
    this.#evidence = evidence;
    this.#marks = marks;
    this.#nameOf = nameOf;
  }

  /** An event was said at `t`. */
  take(event: StoreEvent, t: number): void {
    const { at } = event;
    switch (event.type) {
      case "interaction.detected":
        this.#detected(event, t);
        break;
      case "interaction.revised":
        this.#revised(event, t);
        break;
      case "cart.changed":
        this.#changed(event, t);
        break;
      case "session.opened": {
        const { session, credential, gate } = event;
        this.#marks.add({
          t,
          at,
          kind: "opened",
          session,
          text: `${named(session, credential)} opened${gate === null ? "" : ` at ${gate}`}`,
        });
        break;
      }
      case "session.closed": {
        const { session, reason } = event;
        this.#marks.add({ t, at, kind: "closed", session, text: `${session} closed: ${closingWords[reason]}` });
        break;
      }
      case "receipt.issued":
        this.#issued(event, t);
        break;
      default:
        break;
    }
  }

  #detected({ at, interaction }: StoreEventOf<"interaction.detected">, t: number): void {
    const { id, kind, sessions, to } = interaction;
    const text = interactionWords(interaction, this.#nameOf);
    const session = sessions[0]?.session ?? undefined;
    this.#evidence.add(interaction, t);
    const sure = percent(decidedOf(interaction)?.probability ?? 0);
    const who = session ?? "nobody who is known";
    this.#evidence.say(id, {
      t,
      kind: "detected",
      ...(session !== undefined && { session }),
      text: `${text} (${sure}), by ${who} (${percent(sessions[0]?.probability ?? 0)})`,
    });
    this.#marks.add({
      t,
      at: Number.isFinite(to) ? to : at,
      kind,
      ...(session !== undefined && { session }),
      interaction: id,
      text,
    });
  }

  #revised({ at, interaction }: StoreEventOf<"interaction.revised">, t: number): void {
    const { id, sessions } = interaction;
    const session = sessions[0]?.session ?? undefined;
    const what = interactionWords(interaction, this.#nameOf);
    const text = `${what}, by ${session ?? "nobody who is known"}`;
    const whose = session !== undefined && { session };
    this.#evidence.revise(interaction);
    const sure = percent(decidedOf(interaction)?.probability ?? 0);
    this.#evidence.say(id, { t, kind: "revised", ...whose, text: `${text} (${sure})` });
    this.#marks.add({ t, at, kind: "revision", ...whose, interaction: id, text: `now ${text}` });
  }

  #changed(event: StoreEventOf<"cart.changed">, t: number): void {
    const { session, cause, at } = event;
    this.#evidence.rest(event.lines);
    const news = this.#carts.change(event);
    const returned = this.#returnedBy(cause);
    if (returned !== undefined && returned.size > 0 && news.some(({ kind }) => kind === "taken-back")) {
      this.#evidence.say(cause, { t, kind: "booked", session, text: `taken off the cart of ${session}` });
    }
    for (const each of news) {
      const { interaction } = each;
      if (each.kind === "review") {
        const { name, quantity, confidence } = each.line;
        const text = `${session}: ${quantity} × ${name} is to be looked at (${percent(confidence)})`;
        this.#marks.add({ t, at, kind: "review", session, ...(interaction !== undefined && { interaction }), text });
        continue;
      }
      const { gtin } = each.holding;
      const explained = each.kind === "taken-back" && returned?.has(gtin14(gtin)) === true;
      const text = stepWords(each, session, explained ? cause : undefined);
      this.#evidence.say(each.interaction, { t, kind: each.kind, session, text });
    }
  }

  /**
   * Products that an interaction may have put back, being of the kind that it was decided to be; `undefined` where it is
   * not known.
   */
  #returnedBy(cause: string): ReadonlySet<string> | undefined {
    const interaction = this.#evidence.interaction(cause);
    const items = interaction?.products.flatMap(({ items }) => (kindOf(items) === interaction.kind ? items : []));
    return items && new Set(items.filter(({ count }) => count > 0).map(({ gtin }) => gtin14(gtin)));
  }

  #issued({ at, receipt }: StoreEventOf<"receipt.issued">, t: number): void {
    const { session, credential, lines, review } = receipt;
    const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const text = `receipt of ${named(session, credential)}: ${pieces} ${pieces === 1 ? "piece" : "pieces"}`;
    this.#marks.add({ t, at, kind: "receipt", session, text });
    if (review) this.#marks.add({ t, at, kind: "review", session, text: `${text}, to be looked at` });
    this.#evidence.keep(lines);
    for (const { interaction, units, name, confidence } of holdingsOf(lines).values()) {
      const words = `${units} × ${name} on the receipt of ${session} (${percent(confidence)})`;
      this.#evidence.say(interaction, { t, kind: "receipt", session, text: words });
    }
    this.#carts.forget(session);
  }
}

/** `s4 (MEMBER-110)`: whoever looks for a member finds the session. */
function named(session: string, credential: string | null): string {
  return credential === null ? session : `${session} (${credential})`;
}

const closingWords: Readonly<Record<StoreEventOf<"session.closed">["reason"], string>> = {
  left: "the last member left",
  lost: "its members were not seen for minutes",
  "store-closed": "the store closed",
  joined: "it turned out to be part of another",
};

function stepWords(
  news: Exclude<CartNews, { kind: "review" }>,
  session: string,
  putBackBy: string | undefined,
): string {
  const { name, units, confidence } = news.holding;
  const what = `${units} × ${name}`;
  switch (news.kind) {
    case "booked":
      return `${what} on the cart of ${session} (${percent(confidence)})`;
    case "settled":
      return `${what} settled: nothing more is waited for`;
    case "moved":
      return `${what} moved from ${news.from} to ${session} (${percent(confidence)})`;
    case "taken-back":
      return putBackBy === undefined
        ? `${what} taken off the cart of ${session} again`
        : `${what} put back (${putBackBy})`;
  }
}
