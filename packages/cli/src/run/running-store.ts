import type { TruthReceipt } from "@aisle/drivers-mock";
import type { Clock, Hub, Logger } from "@aisle/sdk";
import type { Installation, StoreModel } from "@aisle/sdk/store";

/** A store that can be run: the simulated one, or one of real devices. */
export interface StorePlan {
  readonly model: StoreModel;
  /** The time the store lives in: the machine's, or simulated. */
  readonly clock: Clock;
  /** Whether somebody knows what the shoppers really took. */
  readonly simulated: boolean;
  /** Whether the gates wait for the host to admit whoever has scanned. */
  readonly hostAdmits: boolean;
  /** The store's settings, where what an installer finds is written; absent for a store that is made up. */
  readonly settingsFile?: string;
  /** The file of its store model, where the settings name one. */
  readonly modelFile?: string;
  /** Credentials of those who work here, as the settings say them. */
  readonly staff?: readonly string[];
  /** What an installer had found before, as the settings say it. */
  readonly installation?: Installation;
  /** Opens the devices. */
  open(log: Logger): Promise<Hub>;
  /** Lets the store live until `signal` is aborted. Rejects when it cannot go on. */
  live(signal: AbortSignal, onTruth: (truth: TruthReceipt) => void): Promise<void>;
  /** Lets go of what `open` does not give to the hub. */
  end?(): Promise<void>;
}
