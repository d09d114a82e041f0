import type { DeviceKind } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

/** One device that a store model implies. */
export interface SceneDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  /** How many plates a shelf has; 0 for other kinds. */
  readonly plates: number;
}

/** Every device of a store by its id, in the order of the model: gates, scanners, cameras, pose sensors, shelves. */
export function devicesOf(store: StoreModel): ReadonlyMap<string, SceneDevice> {
  const devices = new Map<string, SceneDevice>();
  const add = (id: string, kind: DeviceKind, plates = 0): void => {
    devices.set(id, { id, kind, plates });
  };
  for (const gate of store.gates) {
    add(gate.id, "turnstile");
    if (gate.scanner !== undefined) add(gate.scanner, "barcode-scanner");
  }
  for (const camera of store.cameras) add(camera.id, "camera");
  for (const ceiling of store.ceilings) add(ceiling.id, "camera");
  for (const shelf of store.shelves) add(shelf.id, "weight-shelf", shelf.plates.length);
  return devices;
}
