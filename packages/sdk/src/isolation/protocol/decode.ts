import type { ChildMessage, HostMessage } from "./messages.ts";
import { isPacked } from "./pack-readings.ts";

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isText: Check = (value) => typeof value === "string";
const isTrueOrFalse: Check = (value) => typeof value === "boolean";
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const isAnything: Check = () => true;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const has =
  (shape: Shape): Check =>
  (value) =>
    isObject(value) && fits(value, shape);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const isSpan: Check = (value) => isNumber(value) && (value as number) > 0;
const isLiveness: Check = (value) =>
  value === "unwatched" || has({ within: isSpan })(value) || has({ probe: isOneOf("driver"), every: isSpan })(value);

const opened: Shape = {
  info: isObject,
  liveness: isLiveness,
  commands: isTexts,
  probe: isTrueOrFalse,
  readClock: isTrueOrFalse,
};
const found: Shape = {
  id: isText,
  kind: isText,
  transport: isText,
  commandsAtOnce: optional(isNumber),
  module: isText,
};
const dropped: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber);

const ofHost: Readonly<Record<HostMessage["type"], Shape>> = {
  start: {
    version: isNumber,
    modules: isTexts,
    batch: has({ every: isNumber, most: isNumber, window: isNumber, waiting: isNumber }),
  },
  check: { call: isNumber, of: isOneOf("driver", "transport"), name: isText, settings: isAnything },
  "open-transport": { id: isNumber, transport: isText },
  "open-device": { id: isNumber, device: isText, driver: isText, over: optional(isNumber) },
  listen: { id: isNumber },
  call: { id: isNumber, call: isNumber, what: isOneOf("command", "probe", "readClock") },
  abort: { call: isNumber },
  close: { id: isNumber },
  ack: { batch: isNumber },
  ping: {},
  end: {},
};

const ofChild: Readonly<Record<ChildMessage["type"], Shape>> = {
  ready: { version: isNumber, drivers: isListOf(has(found)) },
  refused: { error: isObject },
  opened: { id: isNumber, device: optional(has(opened)) },
  lost: { id: isNumber, error: isObject },
  closed: { id: isNumber },
  outcome: { call: isNumber, error: optional(isObject) },
  report: { id: isNumber, reason: optional(has({ code: isText, message: isText })) },
  log: { id: isNumber, level: isOneOf("debug", "info", "warn", "error"), message: isText, fields: optional(isObject) },
  // Its columns are looked at by `isPacked`, and what is in them by the hub, as any emission is.
  batch: { number: isNumber, ids: Array.isArray, dropped: optional(isListOf(dropped)) },
  pong: { rssBytes: isNumber },
  fatal: { error: isObject },
};

const hostShapes = new Map<unknown, Shape>(Object.entries(ofHost));
const childShapes = new Map<unknown, Shape>(Object.entries(ofChild));

/** The message of a host, or `undefined` for what is none. */
export function decodeHostMessage(value: unknown): HostMessage | undefined {
  return decode(value, hostShapes) as HostMessage | undefined;
}

/** The message of a driver process, or `undefined` for what is none: code of a driver may send what it likes. */
export function decodeChildMessage(value: unknown): ChildMessage | undefined {
  return decode(value, childShapes) as ChildMessage | undefined;
}

function decode(value: unknown, shapes: ReadonlyMap<unknown, Shape>): unknown {
  if (!isObject(value)) return undefined;
  const shape = shapes.get(value["type"]);
  if (shape === undefined || !fits(value, shape)) return undefined;
  return value["type"] === "batch" && !isPacked(value) ? undefined : value;
}

function fits(value: Fields, shape: Shape): boolean {
  for (const key in shape) if (!shape[key]?.(value[key])) return false;
  return true;
}
