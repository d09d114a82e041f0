import type { CartLine, Engine, InteractionEvidence } from "@aisle/fusion";
import type { Evidence, EvidenceStep } from "../wire/index.ts";
import { EvidenceEntry } from "./evidence-entry.ts";
import type { ReachSource } from "./reach-record.ts";
import type { ShelfRing } from "./shelf-rings.ts";

/** What is asked of fusion; without `explain` evidence tells no candidates and no joint alternatives. */
export type EvidenceSource = ReachSource & Partial<Pick<Engine, "explain">>;

/** How much evidence is kept: the oldest goes. */
export interface EvidenceBounds {
  readonly maxEvidence: number;
  readonly maxEvidenceBytes: number;
}

/** Why each line is what it is, by id of the interaction. */
export class EvidenceBook {
  readonly #engine: EvidenceSource;
  readonly #rings: ReadonlyMap<string, ShelfRing>;
  readonly #bounds: EvidenceBounds;
  readonly #entries = new Map<string, EvidenceEntry>();
  /** Those that are not complete yet, oldest first. */
  #open: EvidenceEntry[] = [];
  #bytes = 0;

  constructor(engine: EvidenceSource, rings: ReadonlyMap<string, ShelfRing>, bounds: EvidenceBounds) {
    this.#engine = engine;
    this.#rings = rings;
    this.#bounds = bounds;
  }

  /** An interaction was said at `t`. */
  add(interaction: InteractionEvidence, t: number): void {
    const entry = new EvidenceEntry(interaction, t, this.#rings.get(interaction.shelf));
    entry.begin(this.#engine);
    this.#entries.set(interaction.id, entry);
    this.#open.push(entry);
    this.#bytes += entry.size;
    const { maxEvidence, maxEvidenceBytes } = this.#bounds;
    for (const [id, oldest] of this.#entries) {
      if (this.#entries.size <= maxEvidence && this.#bytes <= maxEvidenceBytes) break;
      if (oldest === entry) break;
      this.#entries.delete(id);
      this.#bytes -= oldest.size;
      if (!oldest.complete) this.#open = this.#open.filter((open) => open !== oldest);
    }
  }

  /** Adds what was said about an interaction; nothing where that is not known any more. */
  say(id: string, step: EvidenceStep): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const before = entry.size;
    entry.say(step);
    this.#bytes += entry.size - before;
  }

  /** An interaction is believed to have been something else than was said. */
  revise(interaction: InteractionEvidence): void {
    const entry = this.#entries.get(interaction.id);
    if (entry !== undefined) entry.believed = interaction;
  }

  /** Lines of a cart rest on interactions: fusion is asked about them when somebody asks here. */
  rest(lines: readonly CartLine[]): void {
    for (const { id, units } of lines) {
      for (const { interaction } of units) {
        const entry = this.#entries.get(interaction);
        if (entry !== undefined) entry.line = id;
      }
    }
  }

  /** Lines of a receipt: fusion forgets why they are there after some more receipts, so that is kept. */
  keep(lines: readonly CartLine[]): void {
    this.rest(lines);
    for (const { units } of lines) for (const { interaction } of units) this.#explain(interaction);
  }

  interaction(id: string): InteractionEvidence | undefined {
    return this.#entries.get(id)?.believed;
  }

  /** Store time has come to `t`: completes one that has waited for it, for each costs a millisecond or two. */
  advance(t: number): void {
    for (const [index, entry] of this.#open.entries()) {
      const before = entry.size;
      entry.finish(this.#engine, t);
      if (!entry.complete) continue;
      this.#bytes += entry.size - before;
      this.#open.splice(index, 1);
      return;
    }
  }

  told(id: string): Evidence | undefined {
    this.#explain(id);
    return this.#entries.get(id)?.told();
  }

  /** Notes what fusion says for an interaction now; what it said last stays where it has forgotten. */
  #explain(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.line === undefined) return;
    const units = this.#engine.explain?.(entry.line)?.units;
    const found = units?.find(({ unit }) => unit.interaction === id);
    if (found === undefined) return;
    const before = entry.size;
    const { candidates, alternatives } = found;
    entry.explained = { candidates, alternatives };
    this.#bytes += entry.size - before;
  }
}
