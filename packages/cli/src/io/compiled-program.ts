import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";

/** What is kept begins with the SHA-256 of the program: V8 itself looks at its length only. */
const headBytes = 32;

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
  const text = fs.readFileSync(file);
  const head = createHash("sha256").update(text).digest();
  const cachedData = readKept(kept, head);
  const source = `(function (exports, require, module, __filename, __dirname) {${text.toString()}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData !== undefined && { cachedData }) });
  const module = { exports: {} as Exports };
  const run = script.runInThisContext() as (...its: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    found: script.cachedDataRejected === false,
    keep: () => writeKept(kept, Buffer.concat([head, script.createCachedData()])),
  };
}

function readKept(kept: string, head: Buffer): Buffer | undefined {
  try {
    const bytes = fs.readFileSync(kept);
    return head.equals(bytes.subarray(0, headBytes)) ? bytes.subarray(headBytes) : undefined;
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
