import { AisleError } from "@aisle/sdk";
import { z } from "zod";
import { mostProducts } from "./layout/index.ts";

const share = (fallback: number, text: string) => z.number().min(0).max(1).default(fallback).describe(text);
const amount = (fallback: number, most: number, text: string) =>
  z.number().min(0).max(most).default(fallback).describe(text);

/** How hard the simulated sensors make it. Everything at 0 is a store with perfect sensors. */
export const difficultySettings = z.strictObject({
  weightNoise: amount(1, 20, "Noise of the plates, as a factor; 1 is a standard deviation of about 0.3 to 3 g."),
  weightDrift: amount(1, 50, "How fast the plates drift, as a factor; 1 is about a gram in a minute."),
  footfall: amount(2, 50, "Grams (standard deviation) a gondola shakes while somebody walks right beside it."),
  handPressure: amount(1, 10, "How hard hands press on plates, as a factor; 1 is 20 to 60 g."),
  crossTalk: share(0.015, "Share of a plate's change that its neighbours on the level show."),
  deadPlates: share(0.01, "Share of plates that give no value."),
  stuckPlates: share(0.005, "Share of plates that always give the same value."),
  pixelNoise: amount(2, 50, "Pixels (standard deviation) that boxes, heads and wrists are off."),
  missedDetections: share(0.04, "Chance that a person in full view is missed in a frame."),
  missedKeypoints: share(0.06, "Chance that a head or wrist in full view is missed."),
  missedFrames: share(0.003, "Chance that a camera drops a frame."),
  falseAlarms: share(0.02, "Chance that a frame starts an object that is not there."),
  brokenIds: share(0.01, "Chance, person and frame, that a camera gives somebody a new id."),
  clockOffset: amount(20, 1000, "Milliseconds that device clocks are off at most, either way."),
  jitter: amount(1, 20, "How much arrival times scatter, as a factor; 1 is about 17 ms for a camera."),
  lateReadings: share(0.0005, "Chance that a reading arrives up to 1.5 s late."),
  outagesPerHour: amount(0, 600, "How often each device is silent for 3 to 15 s, as if its cable was pulled."),
  missedPassages: share(0, "Chance that a gate does not say that somebody has passed."),
  duplicateReadings: share(0.0005, "Chance that a reading arrives twice."),
});

/** What `simulation:` in a `store.yaml` may say. Unknown keys are refused. */
export const simulationSettings = z.strictObject({
  seed: z
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .describe("The same seed gives the same store, shoppers and readings."),
  aisles: z.number().int().min(1).max(6).default(2).describe("Aisles between two rows of gondolas."),
  bays: z
    .number()
    .int()
    .min(1)
    .max(8)
    .default(2)
    .describe("Gondolas of 24 plates in each row; there are two rows an aisle."),
  products: z.number().int().min(1).max(mostProducts).default(96).describe("Products in the catalogue."),
  shoppersPerMinute: amount(14, 120, "Credentials that arrive in a minute; a full store makes them wait."),
  maxPeople: z.number().int().min(1).max(60).default(10).describe("People in and before the store at once."),
  meanItems: z.number().min(1).max(20).default(2).describe("Units on a shopping list, on average."),
  groups: share(0.12, "Share of arrivals that are two people under one credential."),
  touches: share(0.1, "Chance, per thing on a list, that a shopper touches something without taking it."),
  putBacks: share(0.08, "Chance, per thing on a list, of taking something else and putting it back where it was."),
  misplace: share(0.04, "Chance, per thing on a list, of taking something else and leaving it on a wrong plate."),
  admission: z
    .enum(["automatic", "host"])
    .default("automatic")
    .describe("Who opens the gate after a scan: the board by itself after 0.3 s, or the host's `admit` within 5 s."),
  difficulty: difficultySettings.prefault({}),
});

/** Every setting of a simulated store, with its defaults filled in. */
export type SimulationSettings = z.output<typeof simulationSettings>;
/** Settings as they are written: all may be left out. */
export type SimulationSettingsInput = z.input<typeof simulationSettings>;
/** How hard the sensors make it. */
export type Difficulty = z.output<typeof difficultySettings>;

/** Fills in the defaults. Raises `simulation-settings-invalid` with every problem in one message. */
export function resolveSettings(input: SimulationSettingsInput): SimulationSettings {
  const result = simulationSettings.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "simulation"}: ${issue.message}`);
  throw new AisleError("simulation-settings-invalid", `The simulation cannot start: ${problems.join("; ")}.`, {
    category: "settings",
    remedy:
      "Correct the values named in the message; `simulationSettings` of @aisle/drivers-mock says what each one means.",
    cause: result.error,
  });
}
