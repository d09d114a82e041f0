import { commandSpecs } from "./command-spec.ts";
import { type Speed, speed } from "./numbers.ts";
import { type PageArguments, readPage } from "./page-arguments.ts";
import { type RawArguments, usage } from "./read-options.ts";

/** `aisle replay SCENE --receipts FILE`. */
export interface ReplayArguments {
  readonly scene: string;
  readonly receipts: string;
  readonly events?: string;
  /** File for where people were. */
  readonly tracks?: string;
  /** Id of a line that is to be explained. */
  readonly explain?: string;
  readonly speed: Speed;
  readonly strict: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `aisle replay SCENE --watch`: the recording on the page, and no file. */
export interface WatchArguments {
  readonly scene: string;
  readonly page: PageArguments;
  readonly json: boolean;
}

/** What only a replay that writes files takes. */
const ofFiles = ["receipts", "events", "tracks", "explain", "speed"] as const;
const ofPage = ["page", "page-allow", "page-token", "page-cert", "page-key"] as const;

/** Reads the arguments of `aisle replay`; they have no `help`. */
export function readReplay(
  raw: RawArguments,
): ({ readonly command: "replay" } & ReplayArguments) | ({ readonly command: "watch" } & WatchArguments) {
  return raw.flags.has("watch")
    ? { command: "watch", ...watchArguments(raw) }
    : { command: "replay", ...replayArguments(raw) };
}

function watchArguments(raw: RawArguments): WatchArguments {
  const file = ofFiles.find((name) => raw.values.has(name)) ?? ["strict", "quiet"].find((name) => raw.flags.has(name));
  if (file !== undefined) {
    throw usage("replay", `--${file} has no meaning with --watch`, `leave out --${file}; speed is chosen on the page`);
  }
  const page = readPage("replay", raw);
  if (page === undefined) throw usage("replay", "--watch needs its page", "leave out --page off");
  return { scene: raw.positional ?? "", page, json: raw.flags.has("json") };
}

function replayArguments(raw: RawArguments): ReplayArguments {
  const page = ofPage.find((name) => raw.values.has(name));
  if (page !== undefined) throw usage("replay", `--${page} is for the page`, "add --watch");
  const receipts = raw.values.get("receipts");
  const events = raw.values.get("events");
  if (raw.positional === undefined || receipts === undefined) {
    throw usage(
      "replay",
      `--receipts is missing: ${commandSpecs.replay.options["receipts"]?.help ?? ""}`,
      "add --receipts FILE, or --watch to look at it on a page",
    );
  }
  const tracks = raw.values.get("tracks");
  const explain = raw.values.get("explain");
  if (explain !== undefined && !/^.+\/\d{8,14}$/.test(explain)) {
    throw usage("replay", `--explain ${explain} names no line`, "name it SESSION/GTIN or CREDENTIAL/GTIN");
  }
  const files = [receipts, events, tracks].filter((file) => file !== undefined);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw usage("replay", `two outputs name the same file ${twice}`);
  return {
    scene: raw.positional,
    receipts,
    ...(events === undefined ? {} : { events }),
    ...(tracks === undefined ? {} : { tracks }),
    ...(explain === undefined ? {} : { explain }),
    speed: speed("replay", raw) ?? "max",
    strict: raw.flags.has("strict"),
    json: raw.flags.has("json"),
    quiet: raw.flags.has("quiet"),
  };
}
