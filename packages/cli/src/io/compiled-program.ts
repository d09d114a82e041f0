import fs from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";

/** What is kept begins with the moment at which the program was written: a double, ms since the epoch. */
const headBytes = Float64Array.BYTES_PER_ELEMENT;

/** A program that was loaded. */
export interface CompiledProgram<Exports> {
  readonly exports: Exports;
  /** Whether what was compiled of it an earlier time was of use. */
  readonly found: boolean;
  /** Keeps what has been compiled of it by now, where its folder can be written. Never throws. */
  keep(): void;
}

/**
 * Loads a CommonJS file with what was compiled of it before: of a short run compiling is the fourth part. That is kept
 * beside the file, as Python does, so who can change it can change the program too. What another program or another V8
 * compiled is not used. Nodes from 22.8 on have `enableCompileCache`; ours begin before.
 */
export function loadCompiled<Exports extends object>(file: string): CompiledProgram<Exports> {
  const kept = join(dirname(file), `compiled-${basename(file)}`);
  const written = fs.statSync(file).mtimeMs;
  const cachedData = readKept(kept, written);
  const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, "utf8")}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData !== undefined && { cachedData }) });
  const module = { exports: {} as Exports };
  const run = script.runInThisContext() as (...its: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    found: script.cachedDataRejected === false,
    keep: () => writeKept(kept, Buffer.concat([headOf(written), script.createCachedData()])),
  };
}

const headOf = (written: number): Uint8Array => new Uint8Array(Float64Array.of(written).buffer);

function readKept(kept: string, written: number): Buffer | undefined {
  try {
    const bytes = fs.readFileSync(kept);
    return headOf(written).every((byte, k) => byte === bytes[k]) ? bytes.subarray(headBytes) : undefined;
  } catch {
    // Nothing was kept yet.
    return undefined;
  }
}

function writeKept(kept: string, bytes: Uint8Array): void {
  const own = `${kept}.${process.pid}`;
  try {
    const file = fs.openSync(own, "w");
    fs.writeFileSync(file, bytes);
    // V8 trusts what it is given: half of it, after the power failed, must not be found.
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(own, kept);
  } catch {
    // Not ours to write, or the disk is full: then it is compiled anew each time.
    fs.rmSync(own, { force: true });
  }
}
