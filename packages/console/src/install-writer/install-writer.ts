import { dirname, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { AisleError, systemClock } from "@aisle/sdk";
import { readStoreModel, readStoreSettings, type StoreModel } from "@aisle/sdk/store";
import { stringify } from "yaml";
import type { InstallRequest } from "../wire/index.ts";
import { type InstallDisk, realDisk } from "./disk.ts";
import { withFinding } from "./found.ts";
import { readForWriting, replaceFile } from "./replace-file.ts";
import { splicerOf } from "./splice.ts";

/** Where the installer's tools write. */
export interface InstallWriterOptions {
  /** The `store.yaml` the store was started with. */
  readonly settingsFile: string;
  /** This machine's unless told. */
  readonly disk?: InstallDisk;
  /** Store time, ms since the epoch, for when something was found; the system's unless told. */
  readonly now?: () => number;
  /** What `${NAME}` in the settings stands for; `process.env` unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A file that was read, and the text it shall have. */
interface Edit {
  readonly file: string;
  readonly was: string;
  readonly text: string;
}

/**
 * Writes what the installer's tools found: a calibration into the store model, wherever the settings keep it, and every
 * finding under `installation` in the settings. Comments, order and the way numbers are written stay as they are
 * everywhere else (only comments inside `installation` itself go). The new text is read back and checked before it takes
 * the place of the old, which is kept as `FILE.bak`. One request at a time is written, in the order they came.
 *
 * The function it gives rejects with an `AisleError`: `console-install-refused` (what was found does not fit the store),
 * `console-install-simulated` (a simulated store has no cameras to write to), `console-install-changed`,
 * `console-install-failed`, or the `DocumentError` of a file that cannot be read as it stands.
 */
export function createInstallWriter(options: InstallWriterOptions): (request: InstallRequest) => Promise<void> {
  const { settingsFile, disk = realDisk, now = () => systemClock.now(), env } = options;
  const read = (text: string) => readStoreSettings(text, { file: settingsFile, ...(env === undefined ? {} : { env }) });
  let before: Promise<void> = Promise.resolve();

  const write = async (request: InstallRequest): Promise<void> => {
    const opened = await readForWriting(disk, settingsFile);
    const { store, installation } = read(opened.text);
    let text = opened.text;
    let modelEdit: Edit | undefined;
    if (store === undefined) {
      if (request.tool === "calibration") throw simulated(settingsFile);
    } else if ("model" in store) {
      checkIds(store.model, request);
      if (request.tool === "calibration") text = calibrated(text, ["store"], store.model, request.camera, settingsFile);
    } else {
      const file = resolve(dirname(settingsFile), store.file);
      const kept = await readForWriting(disk, file);
      const model = readStoreModel(kept.text, { file });
      checkIds(model, request);
      if (request.tool === "calibration") {
        const next = calibrated(kept.text, [], model, request.camera, file);
        checked(file, () => readStoreModel(next, { file }));
        modelEdit = { file: kept.file, was: kept.text, text: next };
      }
    }
    const found = literal(withFinding(installation, request, new Date(now()).toISOString()));
    text = withSection(text, found, settingsFile);
    checked(settingsFile, () => read(text));
    // Where only the settings were left to be written, what was kept of the model stays.
    if (modelEdit !== undefined && modelEdit.text !== modelEdit.was)
      await replaceFile(disk, modelEdit.file, modelEdit.was, modelEdit.text);
    await replaceFile(disk, opened.file, opened.text, text);
  };

  return (request) => {
    const done = before.then(() => write(request));
    before = done.catch(() => undefined);
    return done;
  };
}

type Camera = Extract<InstallRequest, { readonly tool: "calibration" }>["camera"];

/** The text of a store model, or of settings that hold one at `base`, with another calibration of one camera. */
function calibrated(text: string, base: readonly string[], model: StoreModel, camera: Camera, file: string): string {
  const index = model.cameras.findIndex(({ id }) => id === camera.id);
  const rounded = (rows: Camera["R"], digits: number): number[][] =>
    rows.map((row) => row.map((value) => Number(value.toFixed(digits))));
  const parts = [
    ["K", rounded(camera.K, 6)],
    ["R", rounded(camera.R, 9)],
    ["t", camera.t.map((value) => Number(value.toFixed(6)))],
  ] as const;
  let next = text;
  const expected = structuredClone(splicerOf(text).value) as Record<string, unknown>;
  for (const [key, value] of parts) {
    const path = [...base, "cameras", index, key];
    const replaced = splicerOf(next).replace(path, value);
    if (replaced === undefined) throw notSpliced(file, `cameras[${index}].${key}`);
    next = replaced;
    setAt(expected, path, value);
  }
  if (!isDeepStrictEqual(splicerOf(next).value, expected)) throw notSpliced(file, `cameras[${index}]`);
  return next;
}

/** Words that look like a reference stay words: read back, `${NAME}` would be what the environment has for it. */
function literal(found: unknown): unknown {
  const text = JSON.stringify(found, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("${", () => "$${") : value,
  );
  return JSON.parse(text);
}

function withSection(text: string, found: unknown, file: string): string {
  const expected = { ...(splicerOf(text).value as object), installation: found };
  const next = splicerOf(text).setKey("installation", found, (value) => stringify(value, { lineWidth: 120 }));
  if (next === undefined || !isDeepStrictEqual(splicerOf(next).value, expected)) throw notSpliced(file, "installation");
  return next;
}

function setAt(root: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  let at: Record<string | number, unknown> = root;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1)!] = value;
}

function checkIds(model: StoreModel, request: InstallRequest): void {
  const missing = (what: string, id: string): never => {
    throw new AisleError("console-install-refused", `The store model has no ${what} "${id}".`, {
      category: "settings",
      remedy: "Reload the page: the store was changed since it was opened.",
    });
  };
  if (request.tool === "calibration") {
    if (!model.cameras.some(({ id }) => id === request.camera.id)) missing("camera", request.camera.id);
  } else if (request.tool === "gate") {
    if (!model.gates.some(({ id }) => id === request.gate.gate)) missing("gate", request.gate.gate);
  } else {
    const plates = new Set(model.shelves.flatMap((shelf) => shelf.plates.map(({ id }) => id)));
    for (const { plate } of request.plates) if (!plates.has(plate)) missing("plate", plate);
  }
}

/** What would be written has to be readable; where it is not, what was found is at fault, not the file. */
function checked(file: string, read: () => unknown): void {
  try {
    read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError("console-install-refused", `What was found does not fit ${file}: ${reason}`, {
      category: "input",
      remedy: "Do the check or the calibration once more; nothing was written.",
      cause,
    });
  }
}

function notSpliced(file: string, place: string): AisleError {
  return new AisleError("console-install-refused", `${file} cannot be changed at ${place} alone.`, {
    category: "settings",
    remedy: `Write it into ${file} by hand; the page shows what to copy. Anchors (&) that several places share are one cause.`,
  });
}

function simulated(file: string): AisleError {
  return new AisleError("console-install-simulated", `${file} names no store model: the store is simulated.`, {
    category: "settings",
    remedy: "Give it a `store:`; the cameras of a simulated store need no calibration.",
  });
}
