import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadCompiled } from "./compiled-program.ts";

interface Program {
  readonly says: (word: string) => string;
}

let folder: string;
let file: string;
let kept: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-program-"));
  file = join(folder, "program.cjs");
  kept = join(folder, "compiled-program.cjs");
  writeProgram("one", 1_700_000_000);
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(name: string, seconds: number): void {
  writeFileSync(file, `exports.says = (word) => "${name} × " + word; // at its end`);
  utimesSync(file, seconds, seconds);
}

const load = () => loadCompiled<Program>(file);

/** Loads it, has it do its work and keeps what was compiled. */
function keepOnce(): void {
  const program = load();
  program.exports.says("work");
  program.keep();
}

describe("a program that is kept compiled", () => {
  it("does the same, whether it is found compiled or not", () => {
    expect([load().found, load().exports.says("two")]).toEqual([false, "one × two"]);
    keepOnce();
    expect([load().found, load().exports.says("two")]).toEqual([true, "one × two"]);
    expect(readdirSync(folder).sort()).toEqual(["compiled-program.cjs", "program.cjs"]);
  });

  it("knows its place and what it may require", () => {
    writeFileSync(file, 'exports.says = () => [require("./other.cjs"), __filename, __dirname].join();');
    writeFileSync(join(folder, "other.cjs"), 'module.exports = "other";');
    expect(load().exports.says("")).toBe(`other,${file},${folder}`);
  });

  it("may replace what it exports", () => {
    writeFileSync(file, 'module.exports = { says: () => "replaced" };');
    expect(load().exports.says("")).toBe("replaced");
  });

  it("is compiled anew where it is another, though as long and as old as before", () => {
    keepOnce();
    writeProgram("two", 1_700_000_000);
    expect([load().found, load().exports.says("x")]).toEqual([false, "two × x"]);
    keepOnce();
    expect([load().found, load().exports.says("x")]).toEqual([true, "two × x"]);
  });

  it("is compiled anew where what was kept is of a program of another length, or is nothing", () => {
    keepOnce();
    writeProgram("three", 1_700_000_000);
    expect([load().found, load().exports.says("x")]).toEqual([false, "three × x"]);
    writeProgram("four", 1_700_000_000);
    for (const bytes of [readFileSync(kept).subarray(0, 8), Buffer.alloc(0)]) {
      writeFileSync(kept, bytes);
      expect([load().found, load().exports.says("x")]).toEqual([false, "four × x"]);
    }
  });

  it("goes without where nothing can be kept, and leaves nothing behind", () => {
    mkdirSync(kept);
    keepOnce();
    expect([load().found, load().exports.says("x")]).toEqual([false, "one × x"]);
    expect(readdirSync(folder).sort()).toEqual(["compiled-program.cjs", "program.cjs"]);
  });
});
