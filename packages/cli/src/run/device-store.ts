import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AisleError, type Clock, openHub } from "@aisle/sdk";
import { readStoreModel, type StoreModel, type StoreSettings } from "@aisle/sdk/store";
import { findDeviceProblems, type StoreProblems } from "./device-problems.ts";
import { loadDriverModules } from "./driver-modules.ts";
import type { StorePlan } from "./running-store.ts";

/** How long one device may take to let go, in milliseconds: the whole store has two seconds. */
const closeWithin = 1_200;

/** More names than this say no more. */
const mostNamed = 5;

/** A store of real devices, as its `store.yaml` describes it. Modules that cannot be used are told to `refuse`. */
export async function deviceStore(
  settings: StoreSettings,
  clock: Clock,
  refuse: (error: AisleError) => void,
): Promise<StorePlan> {
  const model = modelOf(settings);
  const { drivers, transports, refused, report } = await loadDriverModules(settings.drivers, settings.file);
  for (const error of refused) refuse(error);
  const found = await findDeviceProblems(settings, { drivers, transports, report });
  for (const { message } of found.problems) refuse(deviceProblem(message));
  if (found.waiting.length > 0) refuse(waitingProblem(settings.file, found));
  const { buses, devices, supervision, installation, staff } = settings;
  const modelFile = modelFileOf(settings);
  return {
    model,
    clock,
    simulated: false,
    hostAdmits: true,
    settingsFile: settings.file,
    ...(modelFile === undefined ? {} : { modelFile }),
    ...(installation === undefined ? {} : { installation }),
    ...(staff === undefined ? {} : { staff }),
    open: (log) =>
      openHub({
        ...{ drivers, transports, buses, devices, clock, log, plugins: report },
        supervision: { ...supervision, closeWithin },
      }),
    live: (signal) =>
      new Promise((done) => {
        if (signal.aborted) done();
        signal.addEventListener("abort", () => done(), { once: true });
      }),
  };
}

/** Its device is blocked by it; said here too, for only here is its line known. */
function deviceProblem(message: string): AisleError {
  return new AisleError("settings-invalid", message, {
    category: "settings",
    remedy: "correct it there; the driver's README lists every setting",
  });
}

/** Said once for all of them: what mends the plugin has been said already. */
function waitingProblem(file: string, { waiting, broken }: StoreProblems): AisleError {
  const ids = waiting.map(({ id }) => id);
  const shown = ids.length > mostNamed ? [...ids.slice(0, mostNamed), `${ids.length - mostNamed} more`] : ids;
  const message = `${file}: what is wanted for ${shown.join(", ")} is not there, for a plugin could not be used`;
  return new AisleError("settings-invalid", message, {
    category: "settings",
    remedy: `mend the plugin first, as is said above: ${broken.join(", ")}`,
  });
}

/** @throws AisleError `settings-invalid` where the settings name no store, and what `readStoreModel` throws. */
function modelOf({ store, file }: StoreSettings): StoreModel {
  if (store === undefined) {
    throw new AisleError("settings-invalid", `${file} names no store; a store of devices needs its model`, {
      category: "settings",
      remedy: "add store: ./store.json, or a simulation",
    });
  }
  if ("model" in store) return store.model;
  const path = resolve(dirname(file), store.file);
  return readStoreModel(readText(path, `the store that ${file} names`), { file: path });
}

/** The file of the store model; `undefined` where the model stands in the settings themselves. */
function modelFileOf({ store, file }: StoreSettings): string | undefined {
  return store === undefined || "model" in store ? undefined : resolve(dirname(file), store.file);
}

/**
 * Reads a text file.
 * @throws AisleError `file-unreadable` (input)
 */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError("file-unreadable", `${what} cannot be read: ${why}`, {
      category: "input",
      remedy: "check the path and that the file may be read",
      cause,
    });
  }
}
