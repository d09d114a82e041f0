import type { StoreModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Gate } from "../gates/index.ts";
import type { FloorPlan } from "../layout/index.ts";
import type { SimulationSettings } from "../settings.ts";
import type { Stockroom } from "../shelves/index.ts";
import type { Ledger } from "../truth/index.ts";
import type { Person } from "./person.ts";

/** What people know of and act upon. */
export interface World {
  /** Ms since the epoch by the store's clock. */
  now: number;
  readonly store: StoreModel;
  readonly plan: FloorPlan;
  readonly settings: SimulationSettings;
  readonly stockroom: Stockroom;
  readonly gates: readonly Gate[];
  readonly ledger: Ledger;
  readonly chance: Chance;
  /** The chance of one kind of behaviour: switching it on changes nothing that the others draw. */
  odds(kind: keyof SimulationSettings): Chance;
  /** Everybody in and before the store. */
  readonly people: Person[];
}

/** What somebody does, told step by step: it goes on by one step of the world at each `yield`. */
export type Script<Result = void> = Generator<void, Result, void>;

/** Lets time pass. */
export function* wait(world: World, ms: number): Script {
  const until = world.now + ms;
  while (world.now < until) yield;
}
