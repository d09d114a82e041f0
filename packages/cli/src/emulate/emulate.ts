import { chmodSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createEmulatedStore, type ServedStore, serveEmulatedStore } from "@aisle/drivers-mock/emulators";
import { AisleError, seededRandom } from "@aisle/sdk";
import { readStoreSettings } from "@aisle/sdk/store";
import type { EmulateArguments } from "../arguments/index.ts";
import { createAtomicFile } from "../io/atomic-file.ts";
import { exitCodes } from "../io/exit-codes.ts";
import { watchInterrupts } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import { readText } from "../run/device-store.ts";
import { readSimulation } from "../run/simulation-settings.ts";
import { serveControl } from "./control.ts";
import type { EmulatorMessage } from "./messages.ts";

/** `aisle emulate`: a simulated store whose devices speak their wire protocols, until it is told to stop. */
export async function emulate(args: EmulateArguments, io: CliIo): Promise<number> {
  const interrupts = watchInterrupts(io);
  const ended = new AbortController();
  const end = (): void => ended.abort();
  interrupts.signal.addEventListener("abort", end, { once: true });
  const off = [io.stdout.onClosed(end), io.onParentGone(end)];
  try {
    const { seed, admission } = args;
    const simulation = {
      ...(await simulationOf(args, io)),
      ...(seed === undefined ? {} : { seed }),
      ...(admission === undefined ? {} : { admission }),
    };
    const say = (message: EmulatorMessage): void => io.stdout.write(`${JSON.stringify(message)}\n`);
    const store = createEmulatedStore({
      simulation,
      clock: io.clock,
      random: seededRandom(simulation.seed ?? 1),
      onReceipt: (receipt) => {
        if (args.json) say({ type: "truth", receipt });
      },
    });
    await using served = await serveEmulatedStore(store, {
      ...{ host: args.host, port: args.port, serialPaths: args.serial, clock: io.clock },
    });
    await using control = await serveControl(store, { host: args.host, port: served.nextPort });
    const model = { format: "aisle-store/1", ...store.model };
    if (args.write !== undefined) await writeFolder(resolve(io.cwd, args.write), model, served);
    const { hostAdmits } = store;
    if (args.json) say({ type: "ready", model, settings: served.settings, hostAdmits, control: control.address });
    else io.stdout.write(overview(served, control.address, hostAdmits, args.write));
    await store.live(ended.signal);
    return exitCodes.ok;
  } finally {
    for (const stop of off) stop();
    interrupts.dispose();
  }
}

async function simulationOf({ file }: EmulateArguments, io: CliIo) {
  if (file === undefined) return {};
  const path = resolve(io.cwd, file);
  const settings = readStoreSettings(readText(path, "the store's settings"), { file: path, env: io.env });
  if (settings.simulation === undefined) {
    throw new AisleError("settings-invalid", `${path} has no simulation: there is nothing to emulate`, {
      category: "settings",
      remedy: "name a file with `simulation:`, or none for the simulated store as it comes",
    });
  }
  return await readSimulation(settings);
}

async function writeFolder(folder: string, model: object, { settings }: ServedStore): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError("output-invalid", `--write: the folder ${folder} cannot be made: ${why}`, {
      category: "input",
      remedy: "give --write a folder that is there or can be made",
      cause,
    });
  }
  const passwords = new Map<string, string>();
  const inFiles = (key: string, value: unknown): unknown => {
    if (key !== "password" || typeof value !== "string") return value;
    // The emulated cameras share one.
    const name = passwords.get(value) ?? (passwords.size === 0 ? "camera-password" : `password-${passwords.size + 1}`);
    passwords.set(value, name);
    return `\${file:${name}}`;
  };
  const json = (content: object): string => `${JSON.stringify(content, inFiles, 2)}\n`;
  // JSON is YAML too.
  write(join(folder, "store.json"), json(model));
  write(join(folder, "store.yaml"), json({ store: "./store.json", ...settings }));
  for (const [password, name] of passwords) {
    write(join(folder, name), `${password}\n`);
    chmodSync(join(folder, name), 0o600);
  }
}

function write(path: string, text: string): void {
  const file = createAtomicFile(path, "--write");
  file.write(text);
  file.commit();
}

function overview(
  { addresses }: ServedStore,
  control: string,
  hostAdmits: boolean,
  folder: string | undefined,
): string {
  const width = Math.max(...addresses.map(({ wire }) => wire.id.length));
  const lines = addresses.map(({ wire: { id, protocol, devices }, address }) =>
    [id.padEnd(width), protocol.padEnd(19), address, devices.length > 1 ? devices.join(" ") : ""].join("  ").trimEnd(),
  );
  const how = folder === undefined ? "aisle emulate --write FOLDER" : `aisle run ${join(folder, "store.yaml")}`;
  const example = JSON.stringify({ wire: addresses[0]?.wire.id, fault: "unplug", forMs: 5000 });
  const gates = hostAdmits
    ? "wait for an admit command: nobody gets in without one (or start with --admission automatic)"
    : "open by themselves after a scan (--admission automatic)";
  return `${lines.join("\n")}\ngates: ${gates}\nfaults: POST ${control}/faults ${example}\nstore: ${how}\n`;
}
