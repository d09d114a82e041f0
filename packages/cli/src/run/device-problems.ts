import { type AnyDriver, type AnyTransportProvider, type PluginReport, showPath } from "@aisle/sdk";
import { checkDevices, type DeviceProblem, type StoreSettings } from "@aisle/sdk/store";

/** What is wrong with the devices and buses of a store. */
export interface StoreProblems {
  /** To be mended where each says. */
  readonly problems: readonly DeviceProblem[];
  /** Those whose driver or transport may be in a plugin that could not be used: mending the plugin mends them. */
  readonly waiting: readonly DeviceProblem[];
  /** Names of the plugins that could not be used. */
  readonly broken: readonly string[];
}

/** Checks the devices of a store against what its plugins gave, and tells faults from consequences of a broken plugin. */
export async function findDeviceProblems(
  settings: StoreSettings,
  parts: {
    readonly drivers: readonly AnyDriver[];
    readonly transports: readonly AnyTransportProvider[];
    readonly report: PluginReport;
  },
): Promise<StoreProblems> {
  const { drivers, transports, report } = parts;
  const found = await checkDevices(settings, { drivers, transports });
  const broken = report.plugins.filter(({ state }) => state !== "loaded").map(({ plugin }) => plugin);
  if (broken.length === 0) return { problems: found, waiting: [], broken };
  return {
    problems: found.filter((problem) => !lacksPart(problem)),
    waiting: found.filter(lacksPart).map((problem) => ({ ...problem, message: waits(problem, settings, broken) })),
    broken,
  };
}

/** Whether it says that a driver or transport is not there: nothing else is wrong at these very places. */
function lacksPart({ path }: DeviceProblem): boolean {
  const [list, , key] = path;
  return path.length === 3 && ((list === "devices" && key === "driver") || (list === "buses" && key === "transport"));
}

function waits({ path, line }: DeviceProblem, { file }: StoreSettings, broken: readonly string[]): string {
  const what = path[0] === "buses" ? "its transport" : "its driver, or the transport of it,";
  const place = `${file}${line === undefined ? "" : `:${line}`} ${showPath(path)}`;
  return `${place}: ${what} is not there, and ${broken.join(", ")} could not be used: mend that plugin first`;
}
