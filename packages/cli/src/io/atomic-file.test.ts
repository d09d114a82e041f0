import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAtomicFile } from "./atomic-file.ts";

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
        message: expect.stringContaining(`--receipts: the folder ${join(folder, "no")} does not exist`) as string,
      }),
    );
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
