import type { StoreModel } from "@aisle/sdk/store";
import type { SceneReading } from "../scene/scene-reading.ts";

/** Where playback gets its readings: a scene from disk, a simulated store, a recording. */
export interface ReadingSource {
  /** The store whose devices speak. */
  readonly store: StoreModel;
  /** When its time starts, milliseconds since the epoch; no reading arrives before. */
  readonly startsAt: number;
  /** Batches in order of arrival. They are pulled: nothing is read ahead of whoever asks. */
  readings(): AsyncIterable<readonly SceneReading[]> | Iterable<readonly SceneReading[]>;
  /** Carries a command out, or refuses it by throwing an `AisleError`. Without it, every command is refused. */
  command?(device: string, name: string, input: unknown): void | Promise<void>;
}
