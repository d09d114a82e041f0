import type { CameraModel, FloorPoint, Gate, PlateModel, Product, StoreModel, Zone } from "@aisle/sdk/store";
import { cameraHeading, cameraPlace, footprint } from "./camera.ts";
import { type Band, fanPlates, outlinesOf } from "./level-fan.ts";
import { area, middle } from "./polygon.ts";
import { type Bounds, boundsOf } from "./view.ts";

/** A camera farther than this (metres) from the floor is not made room for. */
const cameraRoom = 1.5;

export interface PlanPlate {
  readonly model: PlateModel;
  readonly shelf: string;
  readonly band: Band;
  /** What lies there by the planogram. */
  readonly products: readonly Product[];
}

export interface PlanShelf {
  readonly id: string;
  readonly outlines: readonly (readonly FloorPoint[])[];
  readonly plates: number;
}

export interface PlanCamera {
  readonly model: CameraModel;
  readonly place: readonly [x: number, y: number, z: number];
  readonly heading: FloorPoint;
  readonly footprint: readonly FloorPoint[];
}

export interface PlanGate {
  readonly model: Gate;
  /** Its ends on the floor. */
  readonly left: FloorPoint;
  readonly right: FloorPoint;
}

export interface PlanZone {
  readonly model: Zone;
  readonly middle: FloorPoint;
}

/** A store as it is drawn: everything that does not move, worked out once. */
export interface FloorPlan {
  readonly store: StoreModel;
  readonly bounds: Bounds;
  readonly plates: readonly PlanPlate[];
  readonly plateById: ReadonlyMap<string, PlanPlate>;
  readonly shelves: readonly PlanShelf[];
  readonly cameras: readonly PlanCamera[];
  readonly gates: readonly PlanGate[];
  /** Smallest first: the narrowest one is where somebody is. */
  readonly zones: readonly PlanZone[];
}

export function planOf(store: StoreModel): FloorPlan {
  const models = store.shelves.flatMap((shelf) => shelf.plates.map((model) => ({ shelf: shelf.id, model })));
  const bands = fanPlates(models.map(({ model }) => model));
  const products = productsByPlate(store);
  const plates = models.map(({ shelf, model }, i) => ({
    model,
    shelf,
    band: bands[i]!,
    products: products.get(model.id) ?? [],
  }));
  const cameras = store.cameras.map((model) => ({
    model,
    place: cameraPlace(model),
    heading: cameraHeading(model),
    footprint: footprint(model, store.floor),
  }));
  return {
    store,
    bounds: boundsWith(store, cameras),
    plates,
    plateById: new Map(plates.map((plate) => [plate.model.id, plate])),
    shelves: store.shelves.map(({ id, plates: own }) => ({ id, outlines: outlinesOf(own), plates: own.length })),
    cameras,
    gates: store.gates.map(gateOf),
    zones: [...store.zones]
      .sort((a, b) => area(a.polygon) - area(b.polygon))
      .map((model) => ({ model, middle: middle(model.polygon) })),
  };
}

function productsByPlate(store: StoreModel): ReadonlyMap<string, readonly Product[]> {
  const byGtin = new Map(store.products.map((product) => [product.gtin, product]));
  const found = new Map<string, Product[]>();
  for (const { gtin, plates } of store.planogram) {
    const product = byGtin.get(gtin);
    if (product === undefined) continue;
    for (const plate of plates) {
      const there = found.get(plate);
      if (there === undefined) found.set(plate, [product]);
      else there.push(product);
    }
  }
  return found;
}

function gateOf(model: Gate): PlanGate {
  const [x, y] = model.at;
  const [ix, iy] = model.inward;
  const half = model.width / 2;
  return { model, left: [x - iy * half, y + ix * half], right: [x + iy * half, y - ix * half] };
}

function boundsWith(store: StoreModel, cameras: readonly PlanCamera[]): Bounds {
  const plates = store.shelves.flatMap(({ plates: own }) => outlinesOf(own).flat());
  const inner = boundsOf([...store.floor, ...store.gates.map(({ at }) => at), ...plates]);
  const near = cameras.flatMap(({ place: [x, y] }): FloorPoint[] => {
    const away = Math.max(inner.minX - x, x - inner.maxX, inner.minY - y, y - inner.maxY);
    return away > cameraRoom ? [] : [[x, y]];
  });
  return boundsOf([[inner.minX, inner.minY], [inner.maxX, inner.maxY], ...near]);
}
