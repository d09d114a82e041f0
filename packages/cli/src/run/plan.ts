import { resolve } from "node:path";
import { AisleError } from "@aisle/sdk";
import { readStoreSettings, type StoreSettings } from "@aisle/sdk/store";
import type { RunArguments } from "../arguments/index.ts";
import type { CliIo } from "../io/io.ts";
import { errorLines } from "../io/print-error.ts";
import { deviceStore, readText } from "./device-store.ts";
import { emulatedStore } from "./emulated-store.ts";
import type { StorePlan } from "./running-store.ts";
import { simulatedStore } from "./simulated-store.ts";
import { readSimulation } from "./simulation-settings.ts";

/**
 * Finds out which store is to be run, and starts what has to be there before it; nothing where `signal` was aborted
 * meanwhile.
 * @throws AisleError for settings that are wrong, and `command-line-invalid` for options that only a simulated store has
 */
export async function planStore(args: RunArguments, io: CliIo, signal: AbortSignal): Promise<StorePlan | undefined> {
  const seed = args.seed === undefined ? {} : { seed: args.seed };
  const speed = args.speed ?? 1;
  if (args.file === undefined) {
    if (args.inProcess) return simulatedStore(seed, speed, io.clock);
    return emulatedStore(seedWords(args), io, signal);
  }

  const file = resolve(io.cwd, args.file);
  const settings = readStoreSettings(readText(file, "the store's settings"), { file, env: io.env });
  for (const warning of settings.warnings) io.stderr.write(`aisle: ${warning}\n`);
  if (settings.simulation !== undefined) {
    if (!args.inProcess) {
      // Checked here too: what is wrong is said once, and by this process.
      await readSimulation(settings);
      return withStaff(await emulatedStore([file, ...seedWords(args)], io, signal), settings);
    }
    return withStaff(simulatedStore({ ...(await readSimulation(settings)), ...seed }, speed, io.clock), settings);
  }

  const misplaced = (["seed", "speed", "inProcess"] as const).find(
    (name) => args[name] !== undefined && args[name] !== false,
  );
  if (misplaced !== undefined) {
    const option = misplaced === "inProcess" ? "in-process" : misplaced;
    throw new AisleError("command-line-invalid", `run: --${option} is for a simulated store; ${file} has devices`, {
      category: "usage",
      remedy: `leave --${option} out, or give the file a simulation`,
    });
  }
  return deviceStore(settings, io.clock, (error) => {
    io.stderr.write(`${errorLines(error).join("\n")}\n`);
  });
}

function withStaff(plan: StorePlan | undefined, { staff }: StoreSettings): StorePlan | undefined {
  return plan === undefined || staff === undefined ? plan : { ...plan, staff };
}

function seedWords({ seed }: RunArguments): readonly string[] {
  return seed === undefined ? [] : ["--seed", String(seed)];
}
