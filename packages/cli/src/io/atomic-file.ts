import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { AisleError } from "@aisle/sdk";

/** Text is handed to the operating system in pieces of about this many characters. */
const pieceLength = 64 * 1024;

/**
 * A file that is there as a whole or not at all: written beside its place, then moved there. Where the place is a
 * pipe or a device, such as `/dev/stdout`, it is written as it comes.
 */
export interface AtomicFile {
  readonly path: string;
  write(text: string): void;
  /** Puts the file in its place. */
  commit(): void;
  /** Forgets what was written; does nothing after `commit`. */
  readonly discard: () => void;
}

/**
 * Starts a file. Its folder must exist.
 * @throws AisleError `output-invalid` (input) for a path that cannot be written, `output-failed` when writing fails.
 */
export function createAtomicFile(path: string, option: string): AtomicFile {
  const present = checkPlace(path, option);
  const inPlace = present !== undefined && !present.isFile();
  // A link stays a link: what it points to is what is replaced.
  const target = present === undefined || inPlace ? path : realpathSync(path);
  const written = inPlace ? path : join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const descriptor = attempt(path, "output-invalid", () => openSync(written, "w"));
  let waiting = "";
  let state: "open" | "closed" | "done" = "open";
  const flush = (): void => {
    const bytes = Buffer.from(waiting);
    waiting = "";
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  };
  return {
    path,
    write(text) {
      waiting += text;
      if (waiting.length >= pieceLength) attempt(path, "output-failed", flush);
    },
    commit() {
      attempt(path, "output-failed", () => {
        flush();
        if (!inPlace) fsyncSync(descriptor);
        closeSync(descriptor);
        state = "closed";
        if (!inPlace) renameSync(written, target);
        state = "done";
      });
    },
    discard() {
      if (state === "done") return;
      if (state === "open") closeSync(descriptor);
      state = "done";
      if (!inPlace) rmSync(written, { force: true });
    },
  };
}

/** What is at `path` now; `undefined` for nothing. Anything but a folder can be written. */
function checkPlace(path: string, option: string): Stats | undefined {
  const folder = dirname(path);
  const look = (at: string): Stats | undefined =>
    attempt(path, "output-invalid", () => statSync(at, { throwIfNoEntry: false }));
  if (look(folder)?.isDirectory() !== true) {
    throw new AisleError("output-invalid", `${option}: there is no folder ${folder}; ${path} cannot be written`, {
      category: "input",
      remedy: `make the folder first, or give ${option} a path in a folder that exists`,
    });
  }
  const present = look(path);
  if (present?.isDirectory() !== true) return present;
  throw new AisleError("output-invalid", `${option}: ${path} is a folder; the path of a file was expected`, {
    category: "input",
    remedy: `give ${option} the path of a file, such as ${join(path, "receipts.json")}`,
  });
}

function attempt<T>(path: string, code: "output-invalid" | "output-failed", work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError(code, `${path} could not be written: ${why}`, {
      category: code === "output-invalid" ? "input" : "internal",
      remedy: "check that the folder may be written to and that the disk has room",
      cause,
    });
  }
}
