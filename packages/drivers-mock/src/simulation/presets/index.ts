export { type SimulationPreset, simulationPresets } from "./presets.ts";
