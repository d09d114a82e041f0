import type { Device } from "../devices/device.ts";
import type { StoreModel } from "../store/model.ts";
import { parseStoreModel } from "../store/read-store.ts";
import type { MetadataRecord } from "./segment.ts";

/** Formats of recordings that this version reads; the first is what it writes. */
const formats = ["aisle-recording/1"] as const;

/** A device as it was when a file began. */
export interface RecordedDevice {
  readonly id: string;
  readonly kind: string;
  /** Maker, model, serial number, firmware: what its driver told. */
  readonly info: Readonly<Record<string, unknown>>;
  readonly state: string;
}

/** What every file of a recording says about it. */
export interface RecordingFacts {
  /** The same in all files of one recording. */
  readonly recording: string;
  /** Of this file in the recording, from 1. */
  readonly number: number;
  /** When the recording began, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Whether credentials were replaced. */
  readonly redacted: boolean;
  readonly about: Readonly<Record<string, string>>;
  /** Credentials of those who work in the store, as `staffByList` reads them; none in recordings that do not tell. */
  readonly staff: readonly string[];
  readonly store: StoreModel | undefined;
  readonly devices: readonly RecordedDevice[];
}

type FactsToWrite = Omit<RecordingFacts, "devices"> & {
  readonly devices: ReadonlyMap<string, Pick<Device, "id" | "kind" | "info" | "status">>;
};

/** The facts as MCAP keeps them. */
export function metadataOf(facts: FactsToWrite): readonly MetadataRecord[] {
  const { recording, number, startedAt, redacted, about, staff, store } = facts;
  const devices = [...facts.devices.values()].map(
    ({ id, kind, info, status }): RecordedDevice => ({ id, kind, info: plain(info), state: status.state }),
  );
  const own = { format: formats[0], recording, number, startedAt, redacted };
  const records = [
    record("aisle", Object.fromEntries(Object.entries(own).map(([key, value]) => [key, String(value)]))),
    record("aisle.about", about),
    record("aisle.devices", { json: JSON.stringify(devices) }),
  ];
  if (staff.length > 0) records.push(record("aisle.staff", { json: JSON.stringify(staff) }));
  if (store !== undefined) {
    const { currency, ...parts } = store;
    records.push(record("aisle.store", { json: JSON.stringify({ format: "aisle-store/1", currency, ...parts }) }));
  }
  return records;
}

/** Puts the facts together again. Gives nothing where they are not (all) there; throws for a store that is wrong. */
export function factsOf(records: readonly MetadataRecord[], file: string): RecordingFacts | undefined {
  const find = (name: string): ReadonlyMap<string, string> | undefined =>
    records.find((one) => one.name === name)?.metadata;
  const own = find("aisle");
  const devices = find("aisle.devices")?.get("json");
  if (own === undefined || devices === undefined) return undefined;
  if (!(formats as readonly (string | undefined)[]).includes(own.get("format"))) return undefined;
  const staff = find("aisle.staff")?.get("json");
  const store = find("aisle.store")?.get("json");
  return {
    recording: own.get("recording") ?? "",
    number: Number(own.get("number")),
    startedAt: Number(own.get("startedAt")),
    redacted: own.get("redacted") === "true",
    about: Object.fromEntries(find("aisle.about") ?? []),
    staff: staff === undefined ? [] : (JSON.parse(staff) as readonly string[]),
    store: store === undefined ? undefined : parseStoreModel(JSON.parse(store), { file: `the store in ${file}` }),
    devices: JSON.parse(devices) as readonly RecordedDevice[],
  };
}

/** What a driver tells about its device is anything; what JSON cannot say is left out. */
function plain(info: object): RecordedDevice["info"] {
  const facts = Object.entries(info).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return Object.fromEntries(facts);
}

function record(name: string, facts: Readonly<Record<string, string>>): MetadataRecord {
  return { name, metadata: new Map(Object.entries(facts)) };
}
