import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAtomicFile } from "./atomic-file.ts";

const makeFifo = "mkfifo";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a file that is written as a whole", () => {
  it("takes the place of the one before only when it is done", () => {
    const path = join(folder, "events.jsonl");
    writeFileSync(path, "before");
    const file = createAtomicFile(path, "--events");
    const line = `${"é".repeat(1_000)}\n`;
    for (let i = 0; i < 200; i += 1) file.write(line);
    expect(readFileSync(path, "utf8")).toBe("before");
    file.commit();
    file.discard();
    expect(readFileSync(path, "utf8")).toBe(line.repeat(200));
    expect(readdirSync(folder)).toEqual(["events.jsonl"]);
  });

  it("says which option and which folder when the folder is not there", () => {
    expect(() => createAtomicFile(join(folder, "no", "r.json"), "--receipts")).toThrow(
      expect.objectContaining({
        code: "output-invalid",
        category: "input",
        message: expect.stringContaining(`--receipts: there is no folder ${join(folder, "no")}`) as string,
      }),
    );
  });

  it.skipIf(process.platform === "win32")("replaces what a link points to and leaves the link", () => {
    const path = join(folder, "link");
    writeFileSync(join(folder, "real"), "before");
    symlinkSync("real", path);
    const file = createAtomicFile(path, "--receipts");
    file.write("after");
    file.commit();
    expect(readFileSync(join(folder, "real"), "utf8")).toBe("after");
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["link", "real"]);
  });

  it.skipIf(process.platform === "win32")("writes into a pipe that is there already, and never takes its place", () => {
    const path = join(folder, "pipe");
    execFileSync(makeFifo, [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const file = createAtomicFile(path, "--receipts");
    file.write("through");
    file.commit();
    expect(readFileSync(reader, "utf8")).toBe("through");
    closeSync(reader);
    expect(lstatSync(path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(["pipe"]);
  });

  it("does not take a folder for a file", () => {
    expect(() => createAtomicFile(folder, "--receipts")).toThrow(expect.objectContaining({ code: "output-invalid" }));
  });

  it("reports a place that cannot be taken and leaves nothing behind", () => {
    const path = join(folder, "r.json");
    const file = createAtomicFile(path, "--receipts");
    mkdirSync(path);
    expect(() => file.commit()).toThrow(expect.objectContaining({ code: "output-failed" }));
    file.discard();
    expect(readdirSync(folder)).toEqual(["r.json"]);
  });
});
