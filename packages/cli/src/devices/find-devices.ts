import { type AnyTransportProvider, discoverDevices, loadPlugins, type PluginManifest } from "@aisle/sdk";
import type { DevicesArguments } from "../arguments/index.ts";
import { exitCodes, interruptExitCode } from "../io/exit-codes.ts";
import { watchInterrupts } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import { findOwnPlugins } from "../run/own-plugins.ts";
import { foundTable } from "./found-table.ts";

/** How long is looked, in milliseconds. USB and serial answer at once; cameras take their time. */
const within = 3_000;

/** Transports whose devices hang on this machine: looking for them sends nothing to any network. */
const local: readonly string[] = ["hid", "serial"];
const network: readonly string[] = ["onvif"];

/** What devices are looked for with. */
export interface SearchParts {
  readonly transports: readonly AnyTransportProvider[];
  /** Their fingerprints say which driver a device is likely for. */
  readonly manifests: readonly PluginManifest[];
}

/** Lists the devices that are plugged in, and with `--network` the cameras that answer. Gives the exit code. */
export async function findDevices(
  args: Pick<DevicesArguments, "json" | "network">,
  io: CliIo,
  load: (io: CliIo) => Promise<SearchParts> = ownParts,
): Promise<number> {
  const interrupts = watchInterrupts(io);
  try {
    const { transports, manifests } = await load(io);
    const asked = args.network ? [...local, ...network] : local;
    const looked = transports.filter(({ transport }) => asked.includes(transport));
    if (args.network) io.stderr.write("aisle: asking the local network for ONVIF cameras, by multicast\n");
    const { clock } = io;
    const { devices, stories } = await discoverDevices(looked, manifests, { within, clock, signal: interrupts.signal });
    if (interrupts.cause !== undefined) return interruptExitCode(interrupts.cause);

    const lines = args.json ? devices.map((one) => JSON.stringify(one)) : foundTable(devices);
    for (const line of lines) io.stdout.write(`${line}\n`);
    for (const { message, remedy } of stories) io.stderr.write(`aisle: ${message} (${remedy})\n`);
    if (devices.length === 0) io.stderr.write("aisle: no device was found\n");
    if (!args.network) {
      io.stderr.write("aisle: only USB and serial were looked at; --network asks for ONVIF cameras, by multicast\n");
    }
    return stories.length === 0 ? exitCodes.ok : exitCodes.failed;
  } finally {
    interrupts.dispose();
  }
}

/** Those that come with the command line. */
async function ownParts({ clock }: CliIo): Promise<SearchParts> {
  const candidates = await findOwnPlugins();
  const { transports } = await loadPlugins(candidates, { clock });
  return { transports, manifests: candidates.flatMap(({ manifest }) => manifest ?? []) };
}
