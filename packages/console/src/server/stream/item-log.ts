import type { WireItem } from "../../wire/index.ts";

/** How much is kept for clients that fall behind or come back. */
export interface ItemLogBounds {
  readonly mostItems: number;
  /** Characters of JSON. */
  readonly mostText: number;
}

/**
 * The last items as JSON, shared by all clients: each of them only holds the number of the next item that it wants.
 * Appending costs next to nothing; the JSON is made by `seal`. Beyond its bounds the oldest items are forgotten.
 */
export class ItemLog {
  /** A ring; the item with number `n` is at `n % mostItems`. */
  readonly #ring: (WireItem | string | undefined)[] = [];
  readonly #bounds: ItemLogBounds;
  #first = 0;
  #head = 0;
  #sealed = 0;
  #text = 0;

  constructor(bounds: ItemLogBounds) {
    this.#bounds = bounds;
  }

  /** Number of the oldest item that is kept. */
  get first(): number {
    return this.#first;
  }

  /** Number that the next item will get. */
  get head(): number {
    return this.#head;
  }

  /** Items before this number are JSON. */
  get sealed(): number {
    return this.#sealed;
  }

  /** Characters that are kept. */
  get text(): number {
    return this.#text;
  }

  append(item: WireItem): void {
    if (this.#head - this.#first >= this.#bounds.mostItems) this.#dropFirst();
    this.#ring[this.#head % this.#bounds.mostItems] = item;
    this.#head += 1;
  }

  /** Makes JSON of what came since the last time. `onFailure` hears of an item that cannot be written; it is left out. */
  seal(onFailure: (item: WireItem) => void): void {
    for (this.#sealed = Math.max(this.#sealed, this.#first); this.#sealed < this.#head; this.#sealed += 1) {
      const slot = this.#sealed % this.#bounds.mostItems;
      const item = this.#ring[slot] as WireItem;
      let json = "";
      try {
        json = JSON.stringify(item);
      } catch {
        onFailure(item);
      }
      this.#ring[slot] = json;
      this.#text += json.length;
    }
    while (this.#text > this.#bounds.mostText && this.#first < this.#sealed) this.#dropFirst();
  }

  /** JSON of items from number `from` on, as many as are ready and fit `mostText` characters, at least one. */
  read(from: number, mostText: number): { readonly items: readonly string[]; readonly next: number } {
    const items: string[] = [];
    let text = 0;
    let next = from;
    for (; next < this.#sealed; next += 1) {
      const json = this.#ring[next % this.#bounds.mostItems] as string;
      if (next > from && text + json.length > mostText) break;
      text += json.length;
      if (json !== "") items.push(json);
    }
    return { items, next };
  }

  #dropFirst(): void {
    const slot = this.#first % this.#bounds.mostItems;
    const dropped = this.#ring[slot];
    if (typeof dropped === "string") this.#text -= dropped.length;
    this.#ring[slot] = undefined;
    this.#first += 1;
  }
}
