import type { DeviceKind, DeviceKinds, ReadingType } from "../devices/kinds.ts";

/** What a driver hands to the hub: one thing the device said. The hub stamps it. */
export type DriverReading<K extends DeviceKind = DeviceKind> = {
  [Kind in K]: {
    [T in ReadingType<Kind>]: {
      readonly type: T;
      readonly data: DeviceKinds[Kind]["readings"][T];
      /** When it happened, in milliseconds since the epoch by the device's own clock. Without it, on arrival. */
      readonly at?: number;
    };
  }[ReadingType<Kind>];
}[K];

/** What the hub stamps on a reading when it arrives. */
export interface ReadingStamp {
  /** Id of the device in the store. */
  readonly device: string;
  /** When it happened, milliseconds since the epoch by the store's clock. */
  readonly at: number;
  /** When the host got it, milliseconds since the epoch by the store's clock. */
  readonly receivedAt: number;
  /** Which connection of the device it came over, counted from 1. */
  readonly run: number;
  /** Counted from 1 without a gap for each device; a gap seen by a consumer is a drop. */
  readonly seq: number;
}

/** One thing a device said: typed, stamped and immutable. Its buffers are never written again. */
export type Reading<K extends DeviceKind = DeviceKind> = {
  [Kind in K]: {
    [T in ReadingType<Kind>]: ReadingStamp & {
      readonly kind: Kind;
      readonly type: T;
      readonly data: DeviceKinds[Kind]["readings"][T];
    };
  }[ReadingType<Kind>];
}[K];

/** One type of reading of one kind, as in `ReadingOf<"weight-shelf", "weights">`. */
export type ReadingOf<K extends DeviceKind, T extends ReadingType<K>> = Extract<Reading<K>, { readonly type: T }>;
