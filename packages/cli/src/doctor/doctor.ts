import { dirname, resolve } from "node:path";
import { logTail, supportBundle } from "@aisle/sdk";
import type { DoctorArguments } from "../arguments/index.ts";
import { inspectStore, readSettings } from "../devices/index.ts";
import { exitCodes, interruptExitCode } from "../io/exit-codes.ts";
import type { CliIo } from "../io/io.ts";
import { checkMachine } from "./check-machine.ts";
import { checkStore, type StoreExamination } from "./check-store.ts";
import { type Finding, findingLines } from "./finding.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { udevRules } from "./udev-rules.ts";
import { writeBundle } from "./write-bundle.ts";

/** `aisle doctor`: looks for what keeps a store from running. `version` is Aisle's. Gives the exit code. */
export async function doctor(
  { file, probe, bundle, json, udev }: DoctorArguments,
  io: CliIo,
  version: string,
  machine: Machine = thisMachine,
): Promise<number> {
  const path = file === undefined ? undefined : resolve(io.cwd, file);
  if (udev !== undefined && path !== undefined) return await writeUdevRules(path, udev, io);
  const log = logTail({ clock: io.clock });
  const ofMachine = await checkMachine(machine, io.clock.now(), path === undefined ? io.cwd : dirname(path), path);
  const ofStore: StoreExamination =
    path === undefined ? { findings: [] } : await checkStore(path, probe, machine, io, log);
  if (ofStore.interrupt !== undefined) return interruptExitCode(ofStore.interrupt);

  const findings = [...ofMachine, ...ofStore.findings];
  const problems = findings.filter(({ level }) => level === "problem").length;
  if (bundle !== undefined) {
    const { store, probes } = ofStore;
    const content = supportBundle({
      at: io.clock.now(),
      versions: versionsOf(version, machine, ofStore),
      settings: store?.settings,
      health: probes,
      report: { findings, plugins: store?.plugins },
      log: log.lines(),
    });
    writeBundle(resolve(io.cwd, bundle), content);
  }
  show(findings, bundle, json, io);
  return problems === 0 ? exitCodes.ok : exitCodes.failed;
}

/** The rules alone, to be written to a file. */
async function writeUdevRules(path: string, group: string, io: CliIo): Promise<number> {
  const { settings, drivers } = await inspectStore(readSettings(path, io), io.clock);
  const { lines: rules, leftOut } = udevRules(settings, drivers, group);
  for (const id of leftOut) {
    io.stderr.write(
      `aisle: ${id} is left out: a rule cannot say its usb numbers safely; name it by vendor and product\n`,
    );
  }
  if (rules.length === 0 && leftOut.length === 0)
    io.stderr.write(`aisle: ${path} names no USB device by its numbers (usb: { vendorId, … })\n`);
  if (rules.length > 0) io.stdout.write(`${rules.join("\n")}\n`);
  return rules.length === 0 || leftOut.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function show(findings: readonly Finding[], bundle: string | undefined, json: boolean, io: CliIo): void {
  if (json) {
    io.stdout.write(`${JSON.stringify({ findings, ...(bundle === undefined ? {} : { bundle }) })}\n`);
    return;
  }
  for (const line of findingLines(findings)) io.stdout.write(`${line}\n`);
  if (bundle !== undefined)
    io.stdout.write(`${bundle} is written; look into it before you send it: gunzip -c ${bundle}\n`);
}

function versionsOf(version: string, machine: Machine, { store }: StoreExamination): Readonly<Record<string, string>> {
  const { node, platform, arch, release } = machine;
  const plugins = (store?.plugins.plugins ?? []).map(({ plugin, version: its = "unknown" }) => [plugin, its] as const);
  return { aisle: version, node, platform: `${platform} ${release} ${arch}`, ...Object.fromEntries(plugins) };
}
