import { type AisleError, type DriverReading, toAisleError } from "@aisle/sdk";
import { type Complaints, isRefusal, Pace } from "../polling/index.ts";
import { WeightBatch } from "./batch.ts";
import { type ShelfPlan, within } from "./plan.ts";
import { type Plate, sampleRow, type UnitOutcome } from "./sample-row.ts";
import type { ShelfUnit, UnitSample } from "./shelf-unit.ts";
import type { Moved } from "./unit-memory.ts";

/** A unit that failed so often in a row is not waited for any more while others of its shelf answer, ... */
const dead = 2;
/** ... and asked again so many ms later. */
const deadRetry = 2_000;
/** So often in a row every unit said no, or nonsense: then the device is lost, with what they said as the reason. */
const mostRefusals = 3;

/** One round of asking all units. */
interface Poll {
  readonly tick: number;
  readonly waiting: Set<ShelfUnit>;
  readonly outcomes: Map<ShelfUnit, UnitOutcome>;
}

/** Who hears of the shelf. */
export interface ShelfListener {
  emit(reading: DriverReading<"weight-shelf">): void;
  fail(error: AisleError): void;
}

/** Asks the units of one shelf again and again, one round at a time, and makes readings of what they say. */
export class Shelf {
  readonly #plan: ShelfPlan;
  readonly #units: readonly ShelfUnit[];
  readonly #complaints: Complaints;
  readonly #listener: ShelfListener;
  readonly #batch: WeightBatch;
  readonly #pace: Pace;
  /** Ticks that a round may take before it goes on without those that are missing. */
  readonly #patience: number;
  #plates: readonly Plate[] | undefined;
  #poll: Poll | undefined;
  #ticks = 0;
  #refusals = 0;
  #moved: { readonly unit: ShelfUnit; readonly moved: Moved }[] = [];

  constructor(plan: ShelfPlan, units: readonly ShelfUnit[], complaints: Complaints, listener: ShelfListener) {
    const { rate, batch, period } = plan;
    this.#plan = plan;
    this.#units = units;
    this.#complaints = complaints;
    this.#listener = listener;
    this.#batch = new WeightBatch(batch, period, (reading) => {
      listener.emit(reading);
    });
    this.#pace = new Pace(rate, complaints);
    this.#patience = (0.8 * (within(plan) - batch * period)) / period;
    this.#plates = plan.plates?.map(({ unit, channel }) => ({
      unit: units.find(({ number }) => number === unit)!,
      channel,
    }));
  }

  /** The plates in the store model's order; not known before a unit that tells has answered. */
  get plates(): readonly Plate[] | undefined {
    return this.#plates;
  }

  /** The time for a round has come; `missed` others before it have passed. */
  tick(missed: number): void {
    this.#ticks += missed + 1;
    if (this.#poll !== undefined && this.#ticks - this.#poll.tick < this.#patience) {
      this.#pace.tick(missed, false);
      return;
    }
    if (this.#poll !== undefined) this.#conclude(this.#poll);
    this.#pace.tick(missed, true);
    this.#ask();
  }

  /** The zero of these plates has moved by our own tare; told at once where the unit itself does not tell. */
  rebaselined(plates: readonly number[]): void {
    this.#batch.flush();
    this.#listener.emit({ type: "rebaselined", data: { plates, cause: "tare" } });
  }

  #ask(): void {
    const poll: Poll = { tick: this.#ticks, waiting: new Set(), outcomes: new Map() };
    const works = this.#units.some(({ failures }) => failures === 0);
    for (const unit of this.#units) {
      if (unit.taring) poll.outcomes.set(unit, "tared");
      if (unit.busy || unit.taring) continue;
      const given = unit.failures >= dead && works;
      if (given && this.#ticks < unit.askAgain) continue;
      if (!given) poll.waiting.add(unit);
      unit.busy = true;
      unit.read().then(
        (sample) => {
          this.#answered(poll, unit, sample);
        },
        (thrown: unknown) => {
          this.#failed(poll, unit, toAisleError(thrown));
        },
      );
    }
    if (poll.waiting.size > 0) this.#poll = poll;
  }

  #answered(poll: Poll, unit: ShelfUnit, sample: UnitSample | undefined): void {
    unit.failures = 0;
    for (const moved of sample?.moved ?? []) this.#moved.push({ unit, moved });
    this.#settled(poll, unit, sample ?? "tared");
  }

  #failed(poll: Poll, unit: ShelfUnit, error: AisleError): void {
    unit.failures += 1;
    unit.askAgain = this.#ticks + Math.ceil(deadRetry / this.#plan.period);
    if (error.code === "device-gone") this.#listener.fail(error);
    else this.#settled(poll, unit, error);
  }

  #settled(poll: Poll, unit: ShelfUnit, outcome: UnitOutcome): void {
    unit.busy = false;
    // An answer to a round that is over is too old to be one of the next.
    if (poll !== this.#poll) return;
    poll.outcomes.set(unit, outcome);
    poll.waiting.delete(unit);
    if (poll.waiting.size === 0) this.#conclude(poll);
  }

  #conclude({ outcomes, tick }: Poll): void {
    this.#poll = undefined;
    this.#judge([...outcomes.values()]);
    const plates = (this.#plates ??= this.#platesOf(outcomes));
    if (plates === undefined) return;
    this.#tellMoved(plates);
    const row = sampleRow(plates, outcomes, this.#plan);
    this.#complaints.set("units", row.complaint);
    if (row.sample === undefined) this.#batch.flush();
    else this.#batch.add(row.sample.grams, row.sample.flags, row.sample.at, tick);
  }

  /** Loses the device where all of its units answer and none as it should. */
  #judge(outcomes: readonly UnitOutcome[]): void {
    const errors = outcomes.filter((outcome): outcome is AisleError => outcome instanceof Error);
    const refused = errors.length > 0 && errors.length === outcomes.length && errors.every(isPlain);
    this.#refusals = refused ? this.#refusals + 1 : 0;
    if (this.#refusals >= mostRefusals) this.#listener.fail(errors[0]!);
  }

  /** All channels of the one unit. */
  #platesOf(outcomes: ReadonlyMap<ShelfUnit, UnitOutcome>): readonly Plate[] | undefined {
    const [first] = outcomes;
    if (first === undefined || typeof first[1] === "string" || first[1] instanceof Error) return undefined;
    const [unit, { image }] = first;
    return Array.from({ length: image.grams.length }, (_, channel) => ({ unit, channel }));
  }

  #tellMoved(plates: readonly Plate[]): void {
    const told = this.#moved;
    this.#moved = [];
    for (const { unit, moved } of told) {
      const moving = [...plates.keys()].filter((index) => {
        const plate = plates[index]!;
        return plate.unit === unit && moved.channels.includes(plate.channel);
      });
      if (moving.length === 0) continue;
      this.#batch.flush();
      this.#listener.emit({ type: "rebaselined", data: { plates: moving, cause: moved.cause } });
    }
  }
}

/** Whether an error says something of the unit or of us, not of the way to it. */
function isPlain(error: AisleError): boolean {
  return isRefusal(error) || error.category !== "transport";
}
