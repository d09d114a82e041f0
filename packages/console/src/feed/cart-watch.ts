import type { CartLine, StoreEventOf } from "@aisle/fusion";

/** Sessions that are followed; a store that never closes one forgets the oldest. */
const mostSessions = 2_000;

/** What a session holds of one interaction in one line. */
interface Holding {
  readonly gtin: string;
  readonly name: string;
  readonly units: number;
  readonly settled: number;
  readonly confidence: number;
}

/** One thing that a changed cart says of an interaction. */
export type CartNews =
  | { readonly kind: "booked" | "settled"; readonly interaction: string; readonly holding: Holding }
  /** Was in the cart of `from` before. */
  | { readonly kind: "moved"; readonly interaction: string; readonly from: string; readonly holding: Holding }
  | { readonly kind: "taken-back"; readonly interaction: string; readonly holding: Holding }
  /** The line asks for a look now. */
  | { readonly kind: "review"; readonly interaction: string | undefined; readonly line: CartLine };

interface Cart {
  /** By interaction and product. */
  holdings: ReadonlyMap<string, Holding & { readonly interaction: string }>;
  reviewed: ReadonlySet<string>;
}

/** Compares each cart with what it was. */
export class CartWatch {
  readonly #carts = new Map<string, Cart>();
  /** Which session an interaction's units were last in. */
  readonly #ownerOf = new Map<string, string>();

  /** What is new in a cart, in the order of its lines; what is gone comes last. */
  change({ session, lines }: StoreEventOf<"cart.changed">): readonly CartNews[] {
    const before = this.#carts.get(session);
    const holdings = holdingsOf(lines);
    const reviewed = new Set(lines.filter(({ review }) => review).map(({ id }) => id));
    const news: CartNews[] = [];
    for (const [key, now] of holdings) {
      const { interaction } = now;
      const was = before?.holdings.get(key);
      const owner = this.#ownerOf.get(key);
      if (owner !== undefined && owner !== session)
        news.push({ kind: "moved", interaction, from: owner, holding: now });
      else if (was === undefined) news.push({ kind: "booked", interaction, holding: now });
      this.#ownerOf.set(key, session);
      if (now.settled > (was?.settled ?? 0)) news.push({ kind: "settled", interaction, holding: now });
    }
    for (const line of lines) {
      if (!line.review || before?.reviewed.has(line.id) === true) continue;
      const interaction = (line.units.find(({ review }) => review) ?? line.units[0])?.interaction;
      news.push({ kind: "review", interaction, line });
    }
    for (const [key, was] of before?.holdings ?? []) {
      const units = was.units - (holdings.get(key)?.units ?? 0);
      // What went to another session was told when it came there.
      if (units <= 0 || this.#ownerOf.get(key) !== session) continue;
      if (!holdings.has(key)) this.#ownerOf.delete(key);
      news.push({ kind: "taken-back", interaction: was.interaction, holding: { ...was, units } });
    }
    this.#carts.delete(session);
    this.#carts.set(session, { holdings, reviewed });
    if (this.#carts.size > mostSessions) this.forget(this.#carts.keys().next().value!);
    return news;
  }

  /** The session is over. */
  forget(session: string): void {
    for (const key of this.#carts.get(session)?.holdings.keys() ?? []) {
      if (this.#ownerOf.get(key) === session) this.#ownerOf.delete(key);
    }
    this.#carts.delete(session);
  }
}

/** What lines hold of each interaction, keyed by interaction and product. */
export function holdingsOf(
  lines: readonly CartLine[],
): ReadonlyMap<string, Holding & { readonly interaction: string }> {
  const holdings = new Map<string, Holding & { readonly interaction: string }>();
  for (const { gtin, name, units } of lines) {
    for (const { interaction, settledAt, confidence } of units) {
      const key = `${interaction} ${gtin}`;
      const known = holdings.get(key);
      holdings.set(key, {
        interaction,
        gtin,
        name,
        units: (known?.units ?? 0) + 1,
        settled: (known?.settled ?? 0) + (settledAt === undefined ? 0 : 1),
        confidence: Math.min(known?.confidence ?? 1, confidence),
      });
    }
  }
  return holdings;
}
