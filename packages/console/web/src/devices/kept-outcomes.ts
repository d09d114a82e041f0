import { type Signal, signal } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";
import { type DeviceOutcome, type DeviceOutcomes, withOutcome } from "./outcome.ts";

type Kept = Signal<ReadonlyMap<string, DeviceOutcomes>>;

/** By page: what nobody can say about a gate must not be forgotten because another panel was looked at. */
const keptBy = new WeakMap<PageModel, Kept>();

/** The outcomes of each device, as long as the page is open. */
export function outcomesOf(model: PageModel): Kept {
  const kept = keptBy.get(model) ?? signal<ReadonlyMap<string, DeviceOutcomes>>(new Map());
  keptBy.set(model, kept);
  return kept;
}

/** Keeps what became of a wish, or that it is under way. */
export function keepOutcome(model: PageModel, device: string, outcome: DeviceOutcome): void {
  const kept = outcomesOf(model);
  kept.value = new Map(kept.value).set(device, withOutcome(kept.value.get(device) ?? [], outcome));
}
