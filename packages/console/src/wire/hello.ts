import type { Installation, StoreModel } from "@aisle/sdk/store";
import type { TapeRange } from "./chunk.ts";

/** Version of everything under `apiPath`. It changes when a client of the old one would misread the new. */
export const wireVersion = 1;

/** Where the wire format lives, below the path the console is served at. */
export const apiPath = "api/v1";

/** `GET hello`: what this console shows. The first thing a client asks for. */
export interface Hello {
  readonly version: typeof wireVersion;
  /** A running store, or a scene or recording that is looked at. */
  readonly mode: "live" | "replay";
  /** Name of the store, or of the scene. */
  readonly name: string;
  /** Store time, ms since the epoch. */
  readonly at: number;
  readonly store: StoreModel;
  /** What this client may do. Calibrating and looking need no right; writing does. */
  readonly rights: {
    /** Send commands to devices, and take them out of service and back. */
    readonly command: boolean;
    /** Write what the installer's tools found to the store's settings. */
    readonly install: boolean;
  };
  /** Where what the installer's tools find is written; absent where there is no file. */
  readonly settingsFile?: string;
  /** Where a calibration is written too: the file of the store model that the settings name; absent where there is none. */
  readonly modelFile?: string;
  /** What the installer's tools had found before the store was started, as its settings say it. */
  readonly installation?: Installation;
  /** Whether what really happened is known and can be laid over. */
  readonly truth: boolean;
  readonly tape: TapeRange;
}
