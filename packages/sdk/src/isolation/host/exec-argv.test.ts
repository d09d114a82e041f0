import { describe, expect, it } from "vitest";
import { childExecArgv } from "./exec-argv.ts";

describe("the options of Node of a driver process", () => {
  it("bound its heap, and are how its host finds modules", () => {
    const inherited = [
      "--conditions",
      "acme",
      "--import=./a.js",
      "-r",
      "./b.cjs",
      "--inspect=9229",
      "--test",
      "-e",
      "1",
    ];
    expect(childExecArgv({ inherited, heapMb: 64 })).toEqual([
      "--max-old-space-size=64",
      "--conditions",
      "acme",
      "--import=./a.js",
      "-r",
      "./b.cjs",
    ]);
  });

  it("load the sources where the host runs from them, and are not said twice", () => {
    const typescript = "file:///tsx/loader.mjs";
    expect(childExecArgv({ inherited: [], heapMb: 64, typescript })).toEqual([
      "--max-old-space-size=64",
      "--conditions=aisle-source",
      "--import",
      typescript,
    ]);
    const inherited = ["--import", "file:///x/tsx/dist/loader.mjs", "--conditions=aisle-source"];
    expect(childExecArgv({ inherited, heapMb: 64, typescript })).toEqual(["--max-old-space-size=64", ...inherited]);
  });
});
