import type { EmulatedSettings } from "@aisle/drivers-mock/emulators";
import type { StoreModel } from "@aisle/sdk/store";
import type { WireEnd } from "./ledger.ts";
import type { Said } from "./said.ts";

/** What the process of the emulators is told. */
export interface EmulatorPlan {
  readonly seed: number;
  readonly faults: number;
  /** Milliseconds in which the faults come. */
  readonly span: number;
}

/** What it tells. */
export type EmulatorMessage =
  | { readonly type: "ready"; readonly model: StoreModel; readonly settings: EmulatedSettings }
  | { readonly type: "said"; readonly said: readonly Said[] }
  | { readonly type: "end"; readonly wires: readonly WireEnd[]; readonly faults: Readonly<Record<string, number>> };
