import type { SimulationSettingsInput } from "../settings.ts";

/** A small shop of one aisle with narrow plates and a pose sensor over it. */
export const smallShop = {
  aisles: 1,
  bays: 3,
  platesPerLevel: 12,
  shelfHz: 60,
  sensors: "ceiling",
  faultyPlates: "empty",
  products: 140,
  meanItems: 4,
  shoppersPerMinute: 5,
  maxPeople: 6,
  groups: 0,
  touches: 0.1,
  putBacks: 0.06,
  misplace: 0.05,
  difficulty: { missedKeypoints: 0.14, missedDetections: 0.05, brokenIds: 0.001, falseAlarms: 0.002, deadPlates: 0.02 },
} as const satisfies SimulationSettingsInput;

/** A market of three aisles with cameras all over its floor. */
export const market = {
  aisles: 3,
  bays: 2,
  platesPerLevel: 6,
  shelfHz: 20,
  sensors: "cameras",
  mounts: "grid",
  faultyPlates: "empty",
  products: 210,
  meanItems: 4,
  shoppersPerMinute: 6,
  maxPeople: 8,
  groups: 0.12,
  touches: 0.1,
  putBacks: 0.06,
  misplace: 0.04,
} as const satisfies SimulationSettingsInput;
