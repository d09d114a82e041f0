import type { InteractionEvidence } from "@aisle/fusion";
import type { Evidence, EvidenceExplained, EvidenceStep } from "../wire/index.ts";
import { cutCurve, joinCurves, type KeptCurve, thinCurve, toldCurve } from "./curve.ts";
import { platesToShow } from "./nearby-plates.ts";
import { ReachRecord, type ReachSource } from "./reach-record.ts";
import type { ShelfRing } from "./shelf-rings.ts";

/** Curves show so much before and after the change, ms. */
const around = 3_000;
/** Weights that come later than this are not waited for, ms. */
const patience = 2_000;
/** So much is told of one interaction; what comes after is not kept. */
const mostSteps = 60;
/** What a step takes, about, bytes. */
const stepBytes = 250;
/** What a candidate or an alternative takes, about, bytes. */
const explainedBytes = 120;

/** What is kept of one interaction. */
export class EvidenceEntry {
  readonly t: number;
  /** As it is believed now; where and when to look was decided by what was said first. */
  believed: InteractionEvidence;
  /** The cart line that rests on it, and what fusion said for it last. */
  line: string | undefined;
  explained: EvidenceExplained | undefined;
  readonly steps: EvidenceStep[] = [];
  complete = false;
  readonly #to: number;
  readonly #ring: ShelfRing | undefined;
  readonly #reach: ReachRecord;
  #curves: readonly KeptCurve[] = [];

  /** `t`: store time at which it was said. */
  constructor(interaction: InteractionEvidence, t: number, ring: ShelfRing | undefined) {
    this.believed = interaction;
    this.#to = interaction.to;
    this.t = t;
    this.#ring = ring;
    const touched = ring?.shelf.plates.find(({ id }) => id === interaction.plates[0]?.plate);
    this.#reach = new ReachRecord(interaction, [touched?.center[0] ?? Number.NaN, touched?.center[1] ?? Number.NaN]);
    if (ring !== undefined) {
      const { from, to, plates } = interaction;
      const shown = platesToShow(
        ring.shelf,
        plates.map(({ plate }) => plate),
      );
      this.#curves = shown.map((plate) => cutCurve(ring, plate, from - around, to + around));
    }
  }

  /** Bytes that it takes, about. */
  get size(): number {
    const curves = this.#curves.reduce((sum, { t }) => sum + 8 * t.length, 0);
    const { candidates = [], alternatives = [] } = this.explained ?? {};
    const explained = (candidates.length + alternatives.length) * explainedBytes;
    return 1_000 + curves + this.#reach.people * 700 + this.steps.length * stepBytes + explained;
  }

  say(step: EvidenceStep): void {
    if (this.steps.length < mostSteps) this.steps.push(step);
  }

  /** Looks at what is known at once; the rest comes with `finish`. */
  begin(engine: ReachSource): void {
    this.#reach.look(engine);
  }

  /** Store time has come to `t`: completes it if what it waits for has come. */
  finish(engine: ReachSource, t: number): void {
    const to = this.#to;
    const weighed = this.#ring === undefined || this.#ring.newest >= to + around;
    const late = t >= to + around + patience;
    if (t < to + around || !(late || (weighed && engine.at >= to + around))) return;
    this.#reach.look(engine);
    this.#curves = this.#curves.map((curve) => thinCurve(this.#goOn(curve)));
    this.complete = true;
  }

  told(): Evidence {
    const { believed: interaction, t, complete, steps, explained } = this;
    const curves = this.#curves.map((curve) => toldCurve(complete ? curve : thinCurve(this.#goOn(curve))));
    const why = explained && { explained };
    return { interaction, t, curves, reach: this.#reach.told(), steps: [...steps], ...why, complete };
  }

  #goOn(curve: KeptCurve): KeptCurve {
    const ring = this.#ring!;
    const plate = ring.shelf.plates.findIndex(({ id }) => id === curve.plate);
    return joinCurves(curve, cutCurve(ring, plate, curve.from, this.#to + around));
  }
}
