import type { DeviceKind, DriverReading } from "@aisle/sdk";

/** One reading of a scene or a simulation, before the hub stamps it. */
export type SceneReading<K extends DeviceKind = DeviceKind> = {
  [Kind in K]: {
    /** When the host gets it: milliseconds since the epoch by the store's clock. Never goes back within a source. */
    readonly receivedAt: number;
    /** Id of the device in the store model. */
    readonly device: string;
    readonly kind: Kind;
    /** What the device said; its `at` is the device's own time. */
    readonly reading: DriverReading<Kind>;
  };
}[K];
