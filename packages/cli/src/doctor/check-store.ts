import { dirname, resolve } from "node:path";
import { isAisleError, type Logger, type ProbeReport } from "@aisle/sdk";
import { readStoreModel, type StoreSettings } from "@aisle/sdk/store";
import { type InspectedStore, inspectStore, listDevices, probeStore, readSettings } from "../devices/index.ts";
import type { CliIo, Interrupt } from "../io/io.ts";
import { readText } from "../run/device-store.ts";
import { checkPermissions } from "./check-permissions.ts";
import { type Finding, trouble } from "./finding.ts";
import type { Machine } from "./machine.ts";

/** What the doctor learnt of a store. */
export interface StoreExamination {
  readonly findings: readonly Finding[];
  readonly store?: InspectedStore;
  readonly probes?: readonly ProbeReport[];
  /** It was ended from outside. */
  readonly interrupt?: Interrupt;
}

/** Looks at a store's settings, plugins, permissions and devices; its devices are opened only to be probed. */
export async function checkStore(
  file: string,
  probe: boolean,
  machine: Machine,
  io: CliIo,
  log: Logger,
): Promise<StoreExamination> {
  let settings: StoreSettings;
  try {
    settings = readSettings(file, io);
    checkModel(settings);
  } catch (error) {
    return { findings: settingsProblems(error) };
  }
  const store = await inspectStore(settings, io.clock);
  const findings: Finding[] = [
    ...settings.warnings.map((message) => trouble("warning", "settings", message)),
    { level: "ok", check: "settings", message: settings.file },
    ...pluginFindings(store),
    ...(await checkPermissions(machine, settings)),
  ];
  const probes = probe ? await probeStore(store, io, log) : undefined;
  if (typeof probes === "string") return { findings, store, interrupt: probes };
  findings.push(...deviceFindings(store, probes));
  return { findings, store, ...(probes === undefined ? {} : { probes }) };
}

/** @throws AisleError where the store model cannot be used */
function checkModel({ store, file }: StoreSettings): void {
  if (store === undefined || "model" in store) return;
  const path = resolve(dirname(file), store.file);
  readStoreModel(readText(path, `the store that ${file} names`), { file: path });
}

function settingsProblems(error: unknown): readonly Finding[] {
  if (!isAisleError(error)) throw error;
  const messages = error.problems.length > 0 ? error.problems.map(({ message }) => message) : [error.message];
  return messages.map((message) => trouble("problem", "settings", message, error.remedy));
}

function pluginFindings({ plugins }: InspectedStore): readonly Finding[] {
  return plugins.plugins.flatMap(({ plugin, version, drivers, transports, stories, state }): readonly Finding[] => {
    const name = version === undefined ? plugin : `${plugin} ${version}`;
    const gives = [...drivers, ...transports].join(", ");
    const told = stories.map(({ severity, code, message, remedy }) =>
      trouble(severity === "error" ? "problem" : "warning", "plugins", `${name}: ${code}: ${message}`, remedy),
    );
    return state === "refused" ? told : [...told, { level: "ok", check: "plugins", message: `${name}: ${gives}` }];
  });
}

function deviceFindings(store: InspectedStore, probes: readonly ProbeReport[] | undefined): readonly Finding[] {
  return listDevices(store, probes).flatMap(({ device, outcome, problems }): readonly Finding[] => {
    if (outcome === "ok" || outcome === "checked")
      return [{ level: "ok", check: "devices", message: `${device}: ${outcome}` }];
    const level = outcome === "degraded" ? "warning" : "problem";
    return problems.map((message) => trouble(level, "devices", `${device}: ${message}`));
  });
}
