/** Metres on the floor of the store. */
export type FloorPoint = readonly [x: number, y: number];

/** A place people stay in, for dwell and for words on a screen. */
export interface Zone {
  readonly id: string;
  readonly polygon: readonly FloorPoint[];
}

/** Where people come in and go out. Its id is the turnstile's device id. */
export interface Gate {
  readonly id: string;
  readonly at: FloorPoint;
  /** Unit vector into the store. */
  readonly inward: FloorPoint;
  /** Metres. */
  readonly width: number;
  /** Device id of the scanner that reads credentials here. */
  readonly scanner?: string;
}

/** A 3 × 3 matrix, row by row. */
export type Matrix3 = readonly [
  readonly [number, number, number],
  readonly [number, number, number],
  readonly [number, number, number],
];

/** A calibrated camera: camera = R · world + t (metres), pixels = K · camera / z. Its id is the device id. */
export interface CameraModel {
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly fps: number;
  readonly K: Matrix3;
  readonly R: Matrix3;
  readonly t: readonly [number, number, number];
}

/** A sensor that already measures people in the store's coordinates. Its id is the device id. */
export interface PoseSensorModel {
  readonly id: string;
  readonly fps: number;
}

/** One weighed plate of a shelf. */
export interface PlateModel {
  readonly id: string;
  /** Metres. */
  readonly center: readonly [x: number, y: number, z: number];
  /** Metres along the shelf and into its depth. */
  readonly size: readonly [width: number, depth: number];
  /** Unit vector from the plate to where the shopper stands. */
  readonly facing: FloorPoint;
}

/** The plates behind one controller. Its id is the device id. */
export interface ShelfModel {
  readonly id: string;
  readonly rateHz: number;
  readonly plates: readonly PlateModel[];
}

export interface Product {
  readonly gtin: string;
  readonly name: string;
  /** Grams a unit, and its standard deviation from unit to unit. */
  readonly weight: number;
  readonly weightSd: number;
  /** Minor units of the store's currency. */
  readonly unitPrice: number;
}

/** Where a product lies. */
export interface Facing {
  readonly gtin: string;
  readonly plates: readonly string[];
}

/** Everything about a store that does not change by the minute. Lengths in metres with z up, masses in grams. */
export interface StoreModel {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly floor: readonly FloorPoint[];
  readonly zones: readonly Zone[];
  /** None: the store is open, and each person seen is a session. */
  readonly gates: readonly Gate[];
  readonly cameras: readonly CameraModel[];
  readonly ceilings: readonly PoseSensorModel[];
  readonly shelves: readonly ShelfModel[];
  readonly products: readonly Product[];
  readonly planogram: readonly Facing[];
}
