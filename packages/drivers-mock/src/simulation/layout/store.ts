import type { FloorPoint, StoreModel, Zone } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import { mountCameras } from "./camera-mounts.ts";
import { makeCatalogue } from "./catalogue.ts";
import { dimensions, type FloorPlan, type Rect } from "./floor-plan.ts";
import { makePlanogram, makeShelf, millimetres } from "./planogram.ts";

/** The store model of a floor plan, with a made-up catalogue of `products` products. */
export function makeStore(plan: FloorPlan, products: number, chance: Chance): StoreModel {
  const shelves = plan.gondolas.map(makeShelf);
  const catalogue = makeCatalogue(products, chance);
  const planogram = makePlanogram(shelves, catalogue, chance);
  const placed = new Set(planogram.map((facing) => facing.gtin));
  return {
    name: "Simulated store",
    currency: "EUR",
    floor: corners({ x0: 0, y0: 0, x1: plan.width, y1: plan.depth }),
    zones: [
      zone("lobby", plan.lobby),
      ...plan.aisles.map((aisle, index) => zone(`aisle-${index + 1}`, aisle)),
      zone("corridor", plan.corridor),
    ],
    gates: plan.gates.map((gate) => ({
      id: gate.id,
      at: [plan.gateX, millimetres(gate.y)],
      inward: [1, 0],
      width: dimensions.gateWidth,
      scanner: gate.scanner,
    })),
    cameras: mountCameras(plan),
    ceilings: [],
    shelves,
    products: catalogue.filter((product) => placed.has(product.gtin)),
    planogram,
  };
}

function zone(id: string, rect: Rect): Zone {
  return { id, polygon: corners(rect) };
}

function corners(r: Rect): FloorPoint[] {
  const [x0, y0, x1, y1] = [r.x0, r.y0, r.x1, r.y1].map(millimetres) as [number, number, number, number];
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
