import { AisleError } from "@aisle/sdk";
// Types only: who plays simulations need not load what reads recordings.
import type { RecordedInput, Recording } from "@aisle/sdk/recording";
import type { StoreModel } from "@aisle/sdk/store";
import type { ReadingSource } from "../playback/index.ts";
import { devicesOf, type SceneDevice, type SceneReading } from "../scene/index.ts";

export interface RecordingSourceOptions {
  /** The store, for a recording that was made without one; it takes the place of the recording's own. */
  readonly store?: StoreModel;
}

/** A recording as a scene. */
export interface RecordingSource extends ReadingSource {
  /** Readings of the latest pass that playback has no device for: not in the store model, or of another kind. */
  readonly leftOut: number;
}

/**
 * Makes a recording playable through a hub, like any scene: its devices are opened, and statuses and ticks come about
 * anew. Where those have to be the recorded ones too, replay `recording.inputs()` instead: see `replayInputs`.
 *
 * Raises `recording-without-store`.
 */
export function recordingSource(recording: Recording, options: RecordingSourceOptions = {}): RecordingSource {
  const store = options.store ?? recording.store;
  if (store === undefined) {
    throw new AisleError("recording-without-store", `The recording ${recording.name} has no store model.`, {
      category: "input",
      remedy: "Give it as `store`, or record with `recordHub(hub, { store, … })`.",
    });
  }
  const devices = devicesOf(store);
  let leftOut = 0;
  return {
    store,
    startsAt: recording.startedAt,
    async *readings() {
      leftOut = 0;
      // The hub's clock only goes forward; the recorder's may have been set back.
      let last = recording.startedAt;
      for await (const inputs of recording.inputs()) {
        const batch: SceneReading[] = [];
        for (const input of inputs) {
          const reading = sceneReading(input, devices, last);
          if (reading === "left-out") leftOut += 1;
          else if (reading !== undefined) {
            batch.push(reading);
            last = reading.receivedAt;
          }
        }
        if (batch.length > 0) yield batch;
      }
    },
    get leftOut() {
      return leftOut;
    },
  };
}

function sceneReading(
  input: RecordedInput,
  devices: ReadonlyMap<string, SceneDevice>,
  last: number,
): SceneReading | "left-out" | undefined {
  if (!("seq" in input)) return undefined;
  const { device, kind, type, data, at } = input;
  if (devices.get(device)?.kind !== kind) return "left-out";
  const receivedAt = Math.max(input.receivedAt, last);
  const reading = at === input.receivedAt ? { type, data } : { type, data, at };
  // Kind and reading belong together, as they did in the envelope.
  return { receivedAt, device, kind, reading } as SceneReading;
}
