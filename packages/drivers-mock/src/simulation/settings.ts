import { AisleError } from "@aisle/sdk";
import { z } from "zod";
import { behaviourShape } from "./settings/behaviour-settings.ts";
import { difficultySettings } from "./settings/difficulty-settings.ts";
import { layoutShape } from "./settings/layout-settings.ts";

export { type Difficulty, difficultySettings } from "./settings/difficulty-settings.ts";

/** What `simulation:` in a `store.yaml` may say. Unknown keys are refused. */
export const simulationSettings = z.strictObject({
  seed: z
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .describe("The same seed gives the same store, shoppers and readings."),
  ...layoutShape,
  ...behaviourShape,
  meanItems: z.number().min(1).max(20).default(2).describe("Units on a shopping list, on average."),
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
