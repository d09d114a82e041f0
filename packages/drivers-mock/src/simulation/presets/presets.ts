import type { SimulationSettingsInput } from "../settings.ts";
import { market, smallShop } from "./stores.ts";

/** One kind of difficulty, as settings of a simulated store; the seed is left to the user. */
export type SimulationPreset = Omit<SimulationSettingsInput, "seed">;

type Extra = Omit<SimulationPreset, "difficulty"> & {
  readonly difficulty?: NonNullable<SimulationPreset["difficulty"]>;
};

function harder(base: SimulationPreset, extra: Extra): SimulationPreset {
  return { ...base, ...extra, difficulty: { ...base.difficulty, ...extra.difficulty } };
}

/** Everything at once, as often as it happens in a shop that was set up with care. */
const everything = {
  groups: 0.12,
  friends: 0.04,
  followers: 0.04,
  turnBacks: 0.02,
  rush: 0.25,
  leans: 0.03,
  browses: 0.1,
  misplacedBeside: 0.5,
  dithers: 0.04,
  holds: 0.05,
  quickPicks: 0.08,
  crossedArms: 0.1,
  handOvers: 0.01,
  lightProducts: 0.04,
  lookAlikes: 0.1,
  wideProducts: 0.08,
  wrongWeights: 0.1,
} as const satisfies Extra;

const roughSensors = {
  creep: 1,
  absentControllers: 0.01,
  restarts: 0.1,
  swappedIds: 0.002,
  calibrationDegrees: 0.25,
  calibrationMetres: 0.02,
  missedDetections: 0.06,
  falseAlarms: 0.02,
  lateReadings: 0.001,
  outagesPerHour: 3,
  missedPassages: 0.015,
  doublePassages: 0.015,
  latePassages: 0.03,
  doubleScans: 0.01,
} as const;

/** Difficulties by name: each alone in a small shop or a market, and all of them at once. */
export const simulationPresets = {
  "plain-poses": smallShop,
  "plain-cameras": market,
  "rush-poses": harder(smallShop, { rush: 0.85, crossedArms: 0.2, shoppersPerMinute: 10, maxPeople: 8 }),
  "rush-cameras": harder(market, { rush: 0.85, crossedArms: 0.2, shoppersPerMinute: 8 }),
  friends: harder(smallShop, { friends: 0.4 }),
  "hand-overs": harder(smallShop, { friends: 0.25, handOvers: 0.1 }),
  misplaced: harder(smallShop, { misplace: 0.25, misplacedBeside: 0.5 }),
  undecided: harder(smallShop, { dithers: 0.15, holds: 0.2, putBacks: 0.15 }),
  "quick-picks": harder(smallShop, { quickPicks: 0.5 }),
  "idle-hands": harder(smallShop, { browses: 0.4, touches: 0.3, leans: 0.15 }),
  "look-alikes": harder(smallShop, { lookAlikes: 0.5, wrongWeights: 0.1 }),
  "light-products": harder(smallShop, { lightProducts: 0.25 }),
  "wide-products": harder(smallShop, { wideProducts: 0.4 }),
  "wrong-weights": harder(smallShop, { wrongWeights: 0.4 }),
  "rough-plates": harder(smallShop, {
    difficulty: { rattling: 0.5, noisyPlates: 0.15, creep: 2, weightDrift: 3, crossTalk: 0.02, deadPlates: 0.03 },
  }),
  "absent-shelves": harder(smallShop, { difficulty: { absentControllers: 0.08, restarts: 0.2, outagesPerHour: 8 } }),
  "swapped-ids": harder(smallShop, { rush: 0.4, difficulty: { swappedIds: 0.02, brokenIds: 0.004 } }),
  "rough-cameras": harder(market, {
    difficulty: {
      calibrationDegrees: 0.5,
      calibrationMetres: 0.04,
      missedDetections: 0.12,
      falseAlarms: 0.08,
      clockOffset: 60,
    },
  }),
  "wrong-clocks": harder(market, { difficulty: { clockOffset: 150, clockDrift: 20 } }),
  "wrong-calibration": harder(market, { difficulty: { calibrationDegrees: 1, calibrationMetres: 0.035 } }),
  "knocked-cameras": harder(market, { difficulty: { knockedCameras: 0.25 } }),
  outages: harder(market, { difficulty: { outagesPerHour: 12 } }),
  groups: harder(market, { groups: 0.5 }),
  followers: harder(market, { followers: 0.2 }),
  gates: harder(market, {
    turnBacks: 0.08,
    difficulty: { missedPassages: 0.06, doublePassages: 0.06, latePassages: 0.1, doubleScans: 0.04 },
  }),
  staff: harder(market, { staffPerHour: 60 }),
  blind: harder(smallShop, { sensors: "none", maxPeople: 1 }),
  "mixed-poses": harder(smallShop, { ...everything, difficulty: roughSensors }),
  "mixed-cameras": harder(market, { ...everything, difficulty: roughSensors }),
} as const satisfies Readonly<Record<string, SimulationPreset>>;
