import { type SimulationSettingsInput, simulationSettings } from "@aisle/drivers-mock";
import { AisleError, checkSettings, isAisleError, showPath } from "@aisle/sdk";
import { problemPath, type StoreSettings } from "@aisle/sdk/store";

/**
 * What `simulation:` of a store file says, checked.
 * @throws AisleError `settings-invalid` (settings), naming the file and line of each problem
 */
export async function readSimulation(settings: StoreSettings): Promise<SimulationSettingsInput> {
  const given = settings.simulation ?? {};
  try {
    await checkSettings(simulationSettings, given, `the simulation in ${settings.file}`);
  } catch (error) {
    if (!isAisleError(error) || error.problems.length === 0) throw error;
    const lines = error.problems.map((problem) => {
      const whole = ["simulation", ...problemPath(problem, given)];
      const line = settings.locate(whole);
      return `  ${settings.file}${line === undefined ? "" : `:${line}`} ${showPath(whole)}: ${problem.message}`;
    });
    throw new AisleError("settings-invalid", `the simulation cannot be built:\n${lines.join("\n")}`, {
      category: "settings",
      remedy: `correct ${settings.file} at the places named; the README of @aisle/drivers-mock lists every setting`,
      cause: error,
    });
  }
  // As it was written, without defaults: what is left out is for the command line to choose.
  return given;
}
