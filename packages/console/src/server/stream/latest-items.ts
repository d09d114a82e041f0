import type { WireItem } from "../../wire/index.ts";

type Kind = WireItem["k"];

/** Frames, and how devices do: only the newest of each counts, so nobody waits for an older one. */
export function isSuperseded(item: WireItem): boolean {
  return item.k === "frame" || item.k === "health";
}

/** The newest item of each kind that is superseded, as JSON that is made once and only when somebody wants it. */
export class LatestItems {
  readonly #items = new Map<Kind, { readonly item: WireItem; json?: string }>();
  /** Kinds of which one came since the last turn, and those of the turn before. */
  #came = new Set<Kind>();
  #fresh: readonly string[] | undefined;
  #freshKinds: ReadonlySet<Kind> = new Set();

  put(item: WireItem): void {
    this.#items.set(item.k, { item });
    this.#came.add(item.k);
  }

  /** From now on `fresh` are those that came since the last time this was called. */
  turn(): void {
    this.#freshKinds = this.#came;
    this.#came = new Set();
    this.#fresh = undefined;
  }

  fresh(): readonly string[] {
    this.#fresh ??= this.#jsonOf((kind) => this.#freshKinds.has(kind));
    return this.#fresh;
  }

  all(): readonly string[] {
    return this.#jsonOf(() => true);
  }

  #jsonOf(wanted: (kind: Kind) => boolean): readonly string[] {
    const texts: string[] = [];
    for (const [kind, slot] of this.#items) if (wanted(kind)) texts.push((slot.json ??= JSON.stringify(slot.item)));
    return texts;
  }
}
