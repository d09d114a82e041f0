import { z } from "zod";
import { nearest } from "../drivers/nearest.ts";
import type { BusSettings, DeviceSettings } from "../hub/hub.ts";
import type { StoreModel } from "../store/model.ts";
import { parseStoreModel } from "../store/read-store.ts";
import { checkShape, ProblemList } from "./check-shape.ts";
import { readDocument } from "./document.ts";
import { DocumentError } from "./document-error.ts";
import type { DocumentPath } from "./document-path.ts";

/** What a `store.yaml` says. Settings of drivers and transports are theirs to check, as is `simulation`. */
export interface StoreSettings {
  /** Name of the file they were read from. */
  readonly file: string;
  /** The store model: a file relative to this one, or the model itself. Only missing beside a `simulation`. */
  readonly store?: { readonly file: string } | { readonly model: StoreModel };
  /** Settings of a simulated store; `{}` for one as it comes. */
  readonly simulation?: Readonly<Record<string, unknown>>;
  /** Packages, or files relative to this one, that drivers and transports are loaded from. */
  readonly drivers: readonly string[];
  readonly buses: readonly BusSettings[];
  readonly devices: readonly DeviceSettings[];
  /** The line of what stands at a path such as `["devices", 0, "settings", "port"]`, for errors that are found later. */
  readonly locate: (path: DocumentPath) => number | undefined;
}

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const object = <S extends z.ZodRawShape>(shape: S, expected: string) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "invalid_type" ? expected : undefined) });
const anyObject = (expected: string) => z.record(z.string(), z.unknown(), { error: expected });

const bus = object(
  {
    id: text("an id (text)"),
    transport: text("the name of a transport, such as modbus"),
    settings: z.unknown().optional(),
  },
  "a bus: { id, transport, settings }",
);
const device = object(
  {
    id: text("an id (text)"),
    driver: text("the id of a driver"),
    settings: z.unknown().optional(),
    bus: text("the id of a bus").optional(),
    transport: z.unknown().optional(),
  },
  "a device: { id, driver, settings, bus or transport }",
);
const settingsSchema = object(
  {
    store: z
      .union([text(""), anyObject("")], { error: "a file such as ./store.json, or the store model itself" })
      .optional(),
    simulation: anyObject("settings of a simulated store, such as { seed: 7 }").optional(),
    drivers: z.array(text("a package name or a file"), { error: "a list of packages or files" }).default([]),
    buses: z.array(bus, { error: "a list of buses" }).default([]),
    devices: z.array(device, { error: "a list of devices" }).default([]),
  },
  "the settings of a store (an object)",
);

/**
 * Reads a `store.yaml` (or the same as JSON). Nothing is read from disk: `store` may name a file for the caller.
 *
 * @throws DocumentError `settings-invalid` with file, line, path and the nearest valid key; `store-model-invalid` for
 * a store model inside it.
 */
export function readStoreSettings(text: string, options: { readonly file: string }): StoreSettings {
  const { file } = options;
  const document = readDocument(text, file, "settings-invalid");
  const list = new ProblemList(document.locate);
  const settings = checkShape(settingsSchema, document.value, list);
  if (settings !== undefined) crossCheck(settings, list);
  if (settings === undefined || list.problems.length > 0) {
    throw new DocumentError("settings-invalid", file, list.problems);
  }
  const { store, simulation, drivers, buses, devices } = settings;
  return {
    file,
    ...(store === undefined ? {} : { store: storeOf(store, file, document.locate) }),
    ...(simulation === undefined ? {} : { simulation }),
    drivers,
    buses,
    devices: devices.map(({ bus: busId, ...rest }) => (busId === undefined ? rest : { ...rest, bus: busId })),
    locate: document.locate,
  };
}

function storeOf(
  store: string | Record<string, unknown>,
  file: string,
  locate: (path: DocumentPath) => number | undefined,
): { readonly file: string } | { readonly model: StoreModel } {
  if (typeof store === "string") return { file: store };
  return { model: parseStoreModel(store, { file, base: ["store"], locate }) };
}

function crossCheck(settings: z.infer<typeof settingsSchema>, list: ProblemList): void {
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
