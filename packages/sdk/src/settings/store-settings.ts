import { dirname } from "node:path";
import type { z } from "zod";
import { nearest } from "../drivers/nearest.ts";
import type { BusSettings, DeviceSettings } from "../hub/hub.ts";
import type { SupervisionSettings } from "../hub/supervision.ts";
import type { StoreModel } from "../store/model.ts";
import { parseStoreModel } from "../store/read-store.ts";
import { checkShape, ProblemList } from "./check-shape.ts";
import { readDocument } from "./document.ts";
import { DocumentError } from "./document-error.ts";
import { type DocumentPath, formatPath } from "./document-path.ts";
import { type ReferenceSources, resolveReferences } from "./interpolate.ts";
import { type ReadSecretFile, secretFiles } from "./secret-files.ts";
import { storeSettingsSchema } from "./store-settings-schema.ts";

/** Whether something runs in a child process of its own. */
export interface Isolated {
  readonly isolation?: "process" | undefined;
}

/** A package or file that drivers and transports are loaded from. */
export type DriverChoice =
  | string
  | ({
      readonly package: string;
      /** What its files must be, as in `sha512-…`. */
      readonly integrity?: string | undefined;
    } & Isolated);

/** What the installer's tools found, and when (ISO 8601). The tools write it; nothing depends on it. */
export type Installation = Readonly<NonNullable<z.infer<typeof storeSettingsSchema>["installation"]>>;

/** Where what the settings refer to comes from. */
export interface StoreSettingsSources {
  /** Name of the file, for messages; secret files are looked up relative to it. */
  readonly file: string;
  /** What `${NAME}` stands for; `process.env` unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Reads what `${file:PATH}` stands for; from disk unless told. */
  readonly secretFile?: ReadSecretFile;
}

/** What a `store.yaml` says. Settings of drivers and transports are theirs to check, as is `simulation`. */
export interface StoreSettings {
  /** Name of the file they were read from. */
  readonly file: string;
  /** The store model: a file relative to this one, or the model itself. Only missing beside a `simulation`. */
  readonly store?: { readonly file: string } | { readonly model: StoreModel };
  /** Settings of a simulated store; `{}` for one as it comes. */
  readonly simulation?: Readonly<Record<string, unknown>>;
  /** Packages, or files relative to this one, that drivers and transports are loaded from. */
  readonly drivers: readonly DriverChoice[];
  readonly buses: readonly (BusSettings & Isolated)[];
  readonly devices: readonly DeviceSettings[];
  /** Credentials of those who work here, each whole or its beginning and a `*`. */
  readonly staff?: readonly string[];
  /** How connections are kept, for `openHub`; only what is written. */
  readonly supervision?: Partial<SupervisionSettings>;
  /** What the installer's tools found; absent before they did. */
  readonly installation?: Installation;
  /** What works but is not good, such as a secret that everybody may read; one line each. */
  readonly warnings: readonly string[];
  /** The line of what stands at a path such as `["devices", 0, "settings", "port"]`, for errors that are found later. */
  readonly locate: (path: DocumentPath) => number | undefined;
}

/**
 * Reads a `store.yaml` (or the same as JSON). Only secret files are read from disk: `store` may name a file for the
 * caller. Texts that hold a secret, or stand where one belongs (`password: …`), become a `Secret`.
 *
 * @throws DocumentError `settings-invalid` with file, line, path and the nearest valid key, also for a variable or
 * secret file that is not there; `store-model-invalid` for a store model inside it.
 */
export function readStoreSettings(text: string, sources: StoreSettingsSources): StoreSettings {
  const { file } = sources;
  const document = readDocument(text, file, "settings-invalid");
  const list = new ProblemList(document.locate);
  const warnings: string[] = [];
  const warn = (message: string): void => {
    if (!warnings.includes(message)) warnings.push(message);
  };
  const value = resolveReferences(document.value, referenceSources(sources, document.locate, warn), list);
  const settings = checkShape(storeSettingsSchema, value, list);
  if (settings !== undefined) crossCheck(settings, list);
  if (settings === undefined || list.problems.length > 0) {
    throw new DocumentError("settings-invalid", file, list.problems);
  }
  const { store, simulation, drivers, buses, devices, staff, supervision, installation } = settings;
  return {
    file,
    ...(store === undefined ? {} : { store: storeOf(store, file, document.locate) }),
    ...(simulation === undefined ? {} : { simulation }),
    drivers,
    buses,
    devices: devices.map(({ bus: busId, ...rest }) => (busId === undefined ? rest : { ...rest, bus: busId })),
    ...(staff === undefined ? {} : { staff }),
    ...(supervision === undefined ? {} : { supervision: written(supervision, value) }),
    ...(installation === undefined ? {} : { installation }),
    warnings,
    locate: document.locate,
  };
}

function referenceSources(
  { file, env = process.env, secretFile }: StoreSettingsSources,
  locate: (path: DocumentPath) => number | undefined,
  warn: (message: string) => void,
): ReferenceSources {
  return {
    env,
    secretFile: secretFile ?? secretFiles(dirname(file), warn),
    onWritten: (path) => {
      const line = locate(path);
      const place = line === undefined ? file : `${file}:${line}`;
      warn(`${place} ${formatPath(path)}: a secret stands in the file itself; write \${NAME} or \${file:PATH} instead`);
    },
  };
}

/** Without the defaults of what was not written, which are the hub's to choose. */
function written(supervision: SupervisionSettings, value: unknown): Partial<SupervisionSettings> {
  const given = Object.keys((value as { readonly supervision: object }).supervision);
  return Object.fromEntries(Object.entries(supervision).filter(([key]) => given.includes(key)));
}

function storeOf(
  store: string | Record<string, unknown>,
  file: string,
  locate: (path: DocumentPath) => number | undefined,
): { readonly file: string } | { readonly model: StoreModel } {
  if (typeof store === "string") return { file: store };
  return { model: parseStoreModel(store, { file, base: ["store"], locate }) };
}

function crossCheck(settings: z.infer<typeof storeSettingsSchema>, list: ProblemList): void {
  if (settings.store === undefined && settings.simulation === undefined) {
    list.add(["store"], "a store, or a `simulation`", "neither");
  }
  const buses = uniqueIds(settings.buses, "buses", list);
  uniqueIds(settings.devices, "devices", list);
  settings.devices.forEach((entry, i) => {
    if (entry.bus === undefined) return;
    if (entry.transport !== undefined) {
      list.add(["devices", i, "transport"], "a `bus` or a `transport`", `both on device "${entry.id}"`);
    }
    if (buses.has(entry.bus)) return;
    const near = nearest(entry.bus, [...buses]);
    list.add(["devices", i, "bus"], "the id of a bus in `buses`", `"${entry.bus}"`, near && `did you mean "${near}"?`);
  });
}

function uniqueIds(entries: readonly { readonly id: string }[], key: string, list: ProblemList): ReadonlySet<string> {
  const ids = new Set<string>();
  entries.forEach((entry, i) => {
    if (ids.has(entry.id)) list.add([key, i, "id"], `an id that no other of \`${key}\` has`, `"${entry.id}" again`);
    ids.add(entry.id);
  });
  return ids;
}
