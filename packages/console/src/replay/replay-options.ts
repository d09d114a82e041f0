import type { Engine, EngineInput, Fusion, StoreEvent } from "@aisle/fusion";
import type { Clock, Logger, Reading } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { ReplayTruth } from "../truth/index.ts";
import type { DeviceItem } from "../wire/index.ts";

/** What is looked at, and how it is read. */
export interface ReplayOptions {
  /** Name of the scene or recording. */
  readonly name: string;
  readonly model: StoreModel;
  /** Store time of its start, ms since the epoch. */
  readonly startsAt: number;
  /** Store time of its end, as soon as that is known. */
  readonly endsAt?: () => number | undefined;
  /** What really happened; each line of a receipt is held against it in the end. */
  readonly truth?: ReplayTruth;
  /** Reads all of it once, from the start and as fast as it can be: through a hub and fusion, or through an engine. */
  readonly play: (player: ReplayPlayer) => Promise<void>;
  /**
   * What arrived from `t` (ms since the epoch) on, in small batches: for showing people at a moment that has not been
   * read. Without it such a moment has to wait until it has been.
   */
  readonly scout?: (t: number) => AsyncIterable<readonly EngineInput[]>;
  /** Bytes of the tape; 512 MiB unless told. */
  readonly maxTapeBytes?: number;
  /** Real time: how often listeners are told how far it is, and how long a moment may take. The host's unless told. */
  readonly clock?: Clock;
  /** Hears what went wrong while it was read; silent unless given. */
  readonly log?: Logger;
}

/** What `play` is given. */
export interface ReplayPlayer {
  /** Aborted when nobody wants to see it any more. */
  readonly signal: AbortSignal;
  /**
   * To be awaited before every few hundred readings: requests are answered meanwhile, and the reading gives way to
   * whoever waits for a moment that it has not come to.
   */
  readonly turn: () => Promise<void>;
  /** Says which engine is asked for people and reaches; to be called once, before the first reading. */
  connect(engine: Engine): ReplayListener;
  /** The same for a hub and the fusion that runs on it: hears all that they say from here on. */
  follow(hub: FollowedHub, fusion: Pick<Fusion, "engine" | "events$">, clock: Clock): ReplayListener;
  /** Something that went wrong, such as a line that could not be read: a note on the tape, and a line in the log. */
  readonly note: (text: string) => void;
}

/** Hears of everything that is read, in order. */
export interface ReplayListener {
  reading(reading: Reading): void;
  status(change: Pick<DeviceItem, "device" | "kind" | "status">): void;
  /** `t`: store time at which it was said. */
  event(event: StoreEvent, t: number): void;
  /** Store time has come to `t`; often. */
  advance(t: number): void;
}

/** What is listened to of a hub. */
export interface FollowedHub {
  readonly readings$: { subscribe(listener: (reading: Reading) => void): unknown };
  readonly statuses$: {
    subscribe(listener: (change: Pick<DeviceItem, "device" | "kind" | "status">) => void): unknown;
  };
}
