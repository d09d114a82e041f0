import { checkShape, ProblemList } from "../settings/check-shape.ts";
import { readDocument } from "../settings/document.ts";
import { DocumentError } from "../settings/document-error.ts";
import type { DocumentPath } from "../settings/document-path.ts";
import { crossCheckStore } from "./cross-checks.ts";
import type { StoreModel } from "./model.ts";
import { storeFileSchema, storeFormats } from "./schema.ts";

/** What a store file holds beside the store. */
export interface StoreFile {
  readonly format: (typeof storeFormats)[number];
  readonly model: StoreModel;
  /** Milliseconds since the epoch. */
  readonly opensAt?: number;
  readonly closesAt?: number;
}

/** Where a value comes from, for messages. */
export interface ValueOrigin {
  /** Name of the file, as messages shall say it; `store` unless told. */
  readonly file?: string;
  /** Where the value stands in that file. */
  readonly base?: DocumentPath;
  readonly locate?: (path: DocumentPath) => number | undefined;
}

/**
 * Checks a store that was already parsed, in the shape of a store file (`format: "aisle-store/1"` or `"store-scene/1"`).
 * Lists that are missing are empty.
 *
 * @throws DocumentError `store-model-invalid`: unknown keys (with the nearest valid one), wrong values, ids that are
 * used twice, a planogram that names no plate or product; up to 20 of them at once.
 */
export function parseStoreFile(value: unknown, origin: ValueOrigin = {}): StoreFile {
  const list = new ProblemList(origin.locate, origin.base);
  const file = checkShape(storeFileSchema, value, list);
  if (file === undefined) throw new DocumentError("store-model-invalid", origin.file ?? "store", list.problems);
  const {
    format,
    opensAt,
    closesAt,
    name,
    currency,
    floor,
    zones,
    gates,
    cameras,
    ceilings,
    shelves,
    products,
    planogram,
  } = file;
  const model: StoreModel = {
    name,
    currency,
    floor,
    zones,
    gates: gates.map(({ scanner, ...gate }) => (scanner === undefined ? gate : { ...gate, scanner })),
    cameras,
    ceilings,
    shelves,
    products,
    planogram,
  };
  if (opensAt !== undefined && closesAt !== undefined && closesAt < opensAt) {
    list.add(["closesAt"], "a time that is not before `opensAt`", String(closesAt));
  }
  crossCheckStore(model, list);
  if (list.problems.length > 0) throw new DocumentError("store-model-invalid", origin.file ?? "store", list.problems);
  return {
    format,
    model,
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(closesAt === undefined ? {} : { closesAt }),
  };
}

/** Reads a store file, JSON or YAML; errors name the line. See `parseStoreFile` for what they are. */
export function readStoreFile(text: string, options: { readonly file: string }): StoreFile {
  const document = readDocument(text, options.file, "store-model-invalid");
  return parseStoreFile(document.value, { file: options.file, locate: document.locate });
}

/** The store of an already parsed store file. See `parseStoreFile`. */
export function parseStoreModel(value: unknown, origin: ValueOrigin = {}): StoreModel {
  return parseStoreFile(value, origin).model;
}

/** The store of a store file, JSON or YAML. See `parseStoreFile`. */
export function readStoreModel(text: string, options: { readonly file: string }): StoreModel {
  return readStoreFile(text, options).model;
}
