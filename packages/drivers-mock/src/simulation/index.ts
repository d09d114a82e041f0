export { type SimulationPreset, simulationPresets } from "./presets/index.ts";
export { recordSimulation, type SimulationRecording } from "./record.ts";
export {
  type Difficulty,
  difficultySettings,
  type SimulationSettings,
  type SimulationSettingsInput,
  simulationSettings,
} from "./settings.ts";
export { createSimulation, type SimulatedPerson, type Simulation, type SimulationOptions } from "./simulation.ts";
export type { TruthListener } from "./truth/index.ts";
