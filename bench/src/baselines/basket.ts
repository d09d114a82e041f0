import type { ScoredReceipts } from "../scoring/index.ts";
import type { SeenPerson, Shopper } from "./people.ts";

/** What every shopper holds, by product. */
export class Baskets {
  readonly #held = new Map<Shopper, Map<string, number>>();

  add(shopper: Shopper, gtin: string, count: number): void {
    const basket = this.#held.get(shopper) ?? new Map<string, number>();
    this.#held.set(shopper, basket);
    basket.set(gtin, (basket.get(gtin) ?? 0) + count);
  }

  /** Products that a shopper holds and how many of each. */
  of(shopper: Shopper): ReadonlyMap<string, number> {
    return this.#held.get(shopper) ?? new Map<string, number>();
  }

  /** Takes at most `count` out. */
  remove(shopper: Shopper, gtin: string, count: number): void {
    const basket = this.#held.get(shopper);
    const left = (basket?.get(gtin) ?? 0) - count;
    if (left > 0) basket?.set(gtin, left);
    else basket?.delete(gtin);
  }

  /** A receipt for everybody who was a shopper, empty ones too. */
  receipts(people: readonly SeenPerson[]): ScoredReceipts {
    const all = new Set<Shopper>(this.#held.keys());
    for (const { sightings, shopperAt } of people) {
      for (const { at } of sightings) {
        const shopper = shopperAt(at);
        if (shopper !== undefined) all.add(shopper);
      }
    }
    return {
      receipts: [...all].map((shopper) => ({
        credential: shopper.credential,
        enteredAt: shopper.enteredAt,
        exitedAt: shopper.exitedAt,
        items: [...this.of(shopper)].map(([gtin, quantity]) => ({ gtin, quantity })),
      })),
    };
  }
}
