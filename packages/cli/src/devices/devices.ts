import type { DevicesArguments } from "../arguments/index.ts";
import { exitCodes, interruptExitCode } from "../io/exit-codes.ts";
import type { CliIo } from "../io/io.ts";
import { deviceTable, listDevices } from "./device-list.ts";
import { findDevices } from "./find-devices.ts";
import { inspectStore, probeStore, readSettings } from "./inspect-store.ts";

/**
 * `aisle devices`: lists the devices of a store with what is wrong with them, or without a store what is plugged in.
 * Gives the exit code.
 */
export async function devices(args: DevicesArguments, io: CliIo): Promise<number> {
  const { file, probe, json } = args;
  if (file === undefined) return await findDevices(args, io);
  const settings = readSettings(file, io);
  for (const warning of settings.warnings) io.stderr.write(`aisle: ${warning}\n`);
  const store = await inspectStore(settings, io.clock);
  const broken = store.plugins.plugins.flatMap(({ plugin, stories }) => stories.map((story) => ({ plugin, ...story })));
  for (const { plugin, message, remedy } of broken) io.stderr.write(`aisle: ${plugin}: ${message} (${remedy})\n`);

  const probes = probe ? await probeStore(store, io) : [];
  if (typeof probes === "string") return interruptExitCode(probes);
  const list = listDevices(store, probes);
  for (const line of json ? list.map((one) => JSON.stringify(one)) : deviceTable(list)) io.stdout.write(`${line}\n`);
  if (list.length === 0) io.stderr.write(`aisle: ${nothing(settings.simulation !== undefined)}\n`);
  const well = list.every(({ outcome }) => outcome === "ok" || outcome === "checked");
  return well && !broken.some(({ severity }) => severity === "error") ? exitCodes.ok : exitCodes.failed;
}

function nothing(simulated: boolean): string {
  return simulated ? "a simulated store has no devices of its own" : "the store has no devices";
}
