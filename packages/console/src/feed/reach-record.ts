import type { Engine, InteractionEvidence, PersonReach } from "@aisle/fusion";
import type { FloorPoint } from "@aisle/sdk/store";
import type { EvidenceReach } from "../wire/index.ts";

/** What is asked of fusion. */
export type ReachSource = Pick<Engine, "at" | "people" | "reach">;

/** How long before and after the change it is looked at, and in which steps, ms. */
const before = 2_000;
const after = 1_500;
const step = 100;
/** A change that took longer is looked at in so many, longer steps. */
const mostSteps = 120;
/** The tracker knows of no longer ago than this, ms. */
const remembered = 9_800;
/** Hands count for a moment until so long after it, ms. */
const handsAfter = 200;
/** Others are shown if they came so near, metres: members of a session, and people whom no session knows. */
const memberNear = 3;
const strangerNear = 1.5;
/** People shown, the nearest first after those whom fusion named. */
const mostPeople = 8;

/** Who came how near to the plate of an interaction. Filled as event time goes on, for fusion forgets. */
export class ReachRecord {
  readonly #interaction: InteractionEvidence;
  readonly #plate: string;
  readonly #place: FloorPoint;
  readonly #from: number;
  readonly #to: number;
  readonly #step: number;
  /** Values by person in the order in which they are shown. */
  #people: Map<number, Row> | undefined;
  #steps = 0;

  /** `place`: of the plate, metres on the floor. */
  constructor(interaction: InteractionEvidence, place: FloorPoint) {
    this.#interaction = interaction;
    this.#place = place;
    this.#plate = interaction.plates[0]?.plate ?? "";
    this.#from = interaction.from - before;
    this.#to = interaction.to + after;
    this.#step = Math.max(step, (this.#to - this.#from) / mostSteps);
  }

  /** Steps that were looked at. */
  get steps(): number {
    return this.#steps;
  }

  /** People that are shown. */
  get people(): number {
    return this.#people?.size ?? 0;
  }

  /** Whether all of it was looked at. */
  get complete(): boolean {
    return this.#at(this.#steps) > this.#to;
  }

  /** Looks at what event time has come to. */
  look(engine: ReachSource): void {
    const known = engine.at - handsAfter;
    this.#people ??= this.#choose(engine);
    const first = this.#steps;
    while (this.#at(this.#steps) <= Math.min(known, this.#to)) this.#steps += 1;
    const times = Array.from({ length: this.#steps - first }, (_, k) => this.#at(first + k));
    const forgotten = times.filter((at) => at < engine.at - remembered).length;
    const asked = times.slice(forgotten);
    if (this.#people.size === 0 || asked.length === 0) return;
    for (const reach of engine.reach(this.#plate, asked, new Set(this.#people.keys())))
      this.#people.get(reach.person)?.put(first + forgotten, reach);
  }

  told(): readonly EvidenceReach[] {
    const t = Array.from({ length: this.#steps }, (_, k) => Math.round(this.#at(k)));
    return [...(this.#people ?? [])].map(([person, row]) => ({
      person,
      session: row.session,
      t,
      ...row.told(this.#steps),
    }));
  }

  #at(index: number): number {
    return this.#from + index * this.#step;
  }

  /**
   * Those of the sessions that fusion named, and who else was near when it began or ended. By their bodies, for to
   * measure the hands of everybody in a full store would take longer than all the rest.
   */
  #choose(engine: ReachSource): Map<number, Row> {
    const named = new Set(this.#interaction.sessions.map(({ session }) => session));
    const [x, y] = this.#place;
    const near = new Map<number, { readonly session: string | null; readonly away: number; readonly named: boolean }>();
    for (const at of [this.#interaction.from, this.#interaction.to]) {
      for (const { id, session, ...place } of engine.people(Math.min(at, engine.at))) {
        const away = Math.hypot(place.x - x, place.y - y);
        const isNamed = session !== null && named.has(session);
        if (!isNamed && away > (session === null ? strangerNear : memberNear)) continue;
        if (!(away > (near.get(id)?.away ?? Number.POSITIVE_INFINITY))) near.set(id, { session, away, named: isNamed });
      }
    }
    const order = [...near].sort(([, a], [, b]) => Number(b.named) - Number(a.named) || a.away - b.away);
    return new Map(order.slice(0, mostPeople).map(([person, { session }]) => [person, new Row(session)]));
  }
}

/** One person over the steps. */
class Row {
  readonly session: string | null;
  readonly #distance = new Float32Array(mostSteps + 2).fill(Number.NaN);
  readonly #hand = new Uint8Array(mostSteps + 2);

  constructor(session: string | null) {
    this.session = session;
  }

  put(from: number, { distance, hand }: PersonReach): void {
    for (const [k, metres] of distance.entries()) this.#distance[from + k] = metres ?? Number.NaN;
    for (const [k, seen] of hand.entries()) this.#hand[from + k] = seen ? 1 : 0;
  }

  told(steps: number): Pick<EvidenceReach, "distance" | "hand"> {
    return {
      distance: Array.from(this.#distance.subarray(0, steps), (metres) =>
        Number.isNaN(metres) ? null : Math.round(metres * 1000) / 1000,
      ),
      hand: Array.from(this.#hand.subarray(0, steps), (hand) => hand === 1),
    };
  }
}
