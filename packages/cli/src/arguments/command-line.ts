import { type CommandName, commandNames } from "./command-spec.ts";
import { number, type Speed, speed } from "./numbers.ts";
import { type PageArguments, readPage } from "./page-arguments.ts";
import { type RawArguments, readOptions, suggestion, usage } from "./read-options.ts";
import { type ReplayArguments, readReplay, type WatchArguments } from "./replay-arguments.ts";

/** Seeds are 32 bits wide. */
const highestSeed = 4_294_967_295;

/** Whether gates wait for the host's `admit`, or open by themselves after a scan. */
export type Admission = "host" | "automatic";

export interface RunArguments {
  readonly file?: string;
  /** Seconds of store time. */
  readonly forSeconds?: number;
  readonly seed?: number;
  readonly speed?: Speed;
  readonly json: boolean;
  readonly inProcess: boolean;
  /** Folder for a recording. */
  readonly record?: string;
  /** Whether credentials are replaced in it. */
  readonly redact?: true;
  /** The page; absent where it is off. */
  readonly page?: PageArguments;
}

export interface EmulateArguments {
  readonly file?: string;
  readonly seed?: number;
  readonly host: string;
  /** The first of the ports; 0 takes free ones. */
  readonly port: number;
  /** Serial paths by wire. */
  readonly serial: ReadonlyMap<string, string>;
  /** Who lets shoppers in; a file's own `simulation.admission`, or else the host, unless told. */
  readonly admission?: Admission;
  /** Folder for the settings that reach the devices. */
  readonly write?: string;
  readonly json: boolean;
}

export interface DevicesArguments {
  /** The store's settings; without it what is plugged in is looked for. */
  readonly file?: string;
  readonly probe: boolean;
  /** Whether the local network is asked too. */
  readonly network: boolean;
  readonly json: boolean;
}

export interface DoctorArguments {
  readonly file?: string;
  readonly probe: boolean;
  readonly bundle?: string;
  /** Group that udev rules are to be written for. */
  readonly udev?: string;
  readonly json: boolean;
}

/** What was asked for. */
export type CommandLine =
  | { readonly command: "version" }
  | { readonly command: "help"; readonly topic?: CommandName }
  | ({ readonly command: "run" } & RunArguments)
  | ({ readonly command: "emulate" } & EmulateArguments)
  | ({ readonly command: "replay" } & ReplayArguments)
  | ({ readonly command: "watch" } & WatchArguments)
  | ({ readonly command: "devices" } & DevicesArguments)
  | ({ readonly command: "doctor" } & DoctorArguments);

/**
 * Reads the words after `aisle`.
 * @throws AisleError `command-line-invalid` (usage), naming the nearest valid word.
 */
export function readCommandLine(words: readonly string[]): CommandLine {
  const [first, ...rest] = words;
  if (first === undefined) throw usage(undefined, `a command is missing: ${commandNames.join(", ")}`);
  if (first === "--version" || first === "-v") return { command: "version" };
  if (first === "--help" || first === "-h") return { command: "help" };
  if (first === "run") return runArguments(readOptions("run", rest));
  if (first === "emulate") return emulateArguments(readOptions("emulate", rest));
  if (first === "replay") return replayArguments(readOptions("replay", rest));
  if (first === "devices") return devicesArguments(readOptions("devices", rest));
  if (first === "doctor") return doctorArguments(readOptions("doctor", rest));

  const kind = first.startsWith("-") ? "option" : "command";
  const known = kind === "option" ? ["--help", "--version"] : commandNames;
  throw usage(undefined, `there is no ${kind} ${first}`, suggestion(first, known));
}

function runArguments(raw: RawArguments): CommandLine {
  if (raw.help) return { command: "help", topic: "run" };
  const forSeconds = number("run", raw, "for", (value) => value > 0, "a positive number of seconds");
  const seed = number("run", raw, "seed", isSeed, `a whole number from 0 to ${highestSeed}`);
  const speedValue = speed("run", raw);
  const record = raw.values.get("record");
  const redact = raw.flags.has("redact");
  if (redact && record === undefined) throw usage("run", "--redact is for a recording", "add --record FOLDER");
  const page = readPage("run", raw);
  return {
    command: "run",
    ...(raw.positional === undefined ? {} : { file: raw.positional }),
    ...(forSeconds === undefined ? {} : { forSeconds }),
    ...(seed === undefined ? {} : { seed }),
    ...(speedValue === undefined ? {} : { speed: speedValue }),
    json: raw.flags.has("json"),
    // Only where time itself is simulated can it run at another speed.
    inProcess: raw.flags.has("in-process") || speedValue !== undefined,
    ...(record === undefined ? {} : { record }),
    ...(redact ? { redact } : {}),
    ...(page === undefined ? {} : { page }),
  };
}

function emulateArguments(raw: RawArguments): CommandLine {
  if (raw.help) return { command: "help", topic: "emulate" };
  const seed = number("emulate", raw, "seed", isSeed, `a whole number from 0 to ${highestSeed}`);
  const port = number("emulate", raw, "port", isPort, "a port from 1 to 65000");
  const write = raw.values.get("write");
  const admission = admissionOf(raw.values.get("admission"));
  return {
    command: "emulate",
    ...(raw.positional === undefined ? {} : { file: raw.positional }),
    ...(seed === undefined ? {} : { seed }),
    host: raw.values.get("host") ?? "127.0.0.1",
    port: port ?? 0,
    serial: serialPaths(raw.values.get("serial")),
    ...(admission === undefined ? {} : { admission }),
    ...(write === undefined ? {} : { write }),
    json: raw.flags.has("json"),
  };
}

function replayArguments(raw: RawArguments): CommandLine {
  return raw.help ? { command: "help", topic: "replay" } : readReplay(raw);
}

function devicesArguments(raw: RawArguments): CommandLine {
  if (raw.help) return { command: "help", topic: "devices" };
  const file = raw.positional;
  const probe = raw.flags.has("probe");
  const network = raw.flags.has("network");
  if (probe && file === undefined) {
    throw usage("devices", "--probe is for the devices of a store", "name its store.yaml");
  }
  if (network && file !== undefined) {
    throw usage("devices", "--network is for finding devices, without a store", `leave out ${file}`);
  }
  return { command: "devices", ...(file === undefined ? {} : { file }), probe, network, json: raw.flags.has("json") };
}

function doctorArguments(raw: RawArguments): CommandLine {
  if (raw.help) return { command: "help", topic: "doctor" };
  const bundle = raw.values.get("bundle");
  const probe = raw.flags.has("probe");
  if (probe && raw.positional === undefined) {
    throw usage("doctor", "--probe is for the devices of a store", "name its store.yaml");
  }
  const udev = raw.values.get("udev");
  if (udev !== undefined && raw.positional === undefined) {
    throw usage("doctor", "--udev is for the devices of a store", "name its store.yaml");
  }
  if (udev !== undefined && !/^[a-z_][a-z0-9_-]*\$?$/i.test(udev)) {
    throw usage("doctor", `--udev takes the name of a group, got "${udev}"`, "such as --udev aisle");
  }
  return {
    command: "doctor",
    ...(raw.positional === undefined ? {} : { file: raw.positional }),
    probe,
    ...(bundle === undefined ? {} : { bundle }),
    ...(udev === undefined ? {} : { udev }),
    json: raw.flags.has("json"),
  };
}

function isSeed(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= highestSeed;
}

function serialPaths(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = text === undefined ? [] : text.split(",").map((pair) => /^([^=]+)=(.+)$/.exec(pair));
  return new Map(
    pairs.map((pair) => {
      const [, wire, path] = pair ?? [];
      if (wire !== undefined && path !== undefined) return [wire, path];
      throw usage("emulate", `--serial takes WIRE=PATH, separated by commas, got "${text ?? ""}"`);
    }),
  );
}

function admissionOf(text: string | undefined): Admission | undefined {
  if (text === undefined || text === "host" || text === "automatic") return text;
  throw usage("emulate", `--admission takes host or automatic, got "${text}"`, suggestion(text, ["host", "automatic"]));
}

/** Some are left above it for the wires that follow. */
function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65_000;
}
