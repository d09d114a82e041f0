import type { DeviceStatus, Reading } from "@aisle/sdk";

/** Time goes on, whether or not a device says something. */
export interface Tick {
  readonly kind: "clock";
  readonly type: "tick";
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The store closes: whoever is still inside gets a receipt. */
export interface Closing {
  readonly kind: "clock";
  readonly type: "closing";
  readonly at: number;
}

/** A device changed its state. */
export interface DeviceStatusInput {
  readonly kind: "device";
  readonly type: "status";
  readonly device: string;
  readonly at: number;
  readonly status: DeviceStatus;
}

/** Everything that fusion is told. The same inputs in the same order give the same events, byte for byte. */
export type EngineInput = Reading | Tick | Closing | DeviceStatusInput;
