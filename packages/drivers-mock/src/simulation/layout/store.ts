import type { FloorPoint, StoreModel, Zone } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { SimulationSettings } from "../settings.ts";
import { mountCameras, mountGrid } from "./camera-mounts.ts";
import { makeCatalogue } from "./catalogue.ts";
import { dimensions, type FloorPlan, type Rect } from "./floor-plan.ts";
import { withLookAlikes } from "./look-alikes.ts";
import { makePlanogram, makeShelf, millimetres } from "./planogram.ts";

/** Settings that say what stands in the store and hangs over it. */
export type StoreSettings = Pick<
  SimulationSettings,
  "products" | "shelfHz" | "sensors" | "mounts" | "lightProducts" | "lookAlikes"
>;

/** Pictures a second of the pose sensor. */
const ceilingFps = 15;

/** The store model of a floor plan as it really is, with a made-up catalogue. */
export function makeStore(plan: FloorPlan, settings: StoreSettings, chance: Chance): StoreModel {
  const { sensors } = settings;
  const shelves = plan.gondolas.map((place) => makeShelf(place, plan.platesPerLevel, settings.shelfHz));
  const usual = makeCatalogue(settings.products, chance, settings.lightProducts);
  const planogram = makePlanogram(shelves, usual, chance, plan.platesPerLevel);
  const catalogue = withLookAlikes(usual, planogram, settings.lookAlikes, chance.fork("look-alikes"));
  const hung = settings.mounts === "grid" ? mountGrid(plan) : mountCameras(plan);
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
    cameras: sensors === "cameras" || sensors === "both" ? hung : [],
    ceilings: sensors === "ceiling" || sensors === "both" ? [{ id: "ceiling-1", fps: ceilingFps }] : [],
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
