import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemDisk } from "./disk.ts";
import { recordingLimits } from "./limits.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-disk-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the host's disk", () => {
  it("makes folder and file, appends in order, and cuts what was half written", async () => {
    const file = await systemDisk.create(join(folder, "a", "b"), "1.mcap");
    for (const text of ["one ", "two ", "thr"]) await file.append(Buffer.from(text));
    await file.sync();
    await file.truncate(8);
    await file.close();
    expect(await systemDisk.list(join(folder, "a", "b"))).toEqual([{ name: "1.mcap", size: 8 }]);
    const pieces: Uint8Array[] = [];
    for await (const piece of systemDisk.read(join(folder, "a", "b"), "1.mcap")) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe("one two ");
  });

  it("refuses a name that is taken and leaves that file as it is", async () => {
    writeFileSync(join(folder, "1.mcap"), "mine");
    await expect(systemDisk.create(folder, "1.mcap")).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(join(folder, "1.mcap"), "utf8")).toBe("mine");
  });

  it("has nothing in a folder that is not there", async () => {
    expect(await systemDisk.list(join(folder, "gone"))).toEqual([]);
  });
});

describe("the README", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

  it("tells every limit of a recording and its default", () => {
    const defaults = recordingLimits.parse({});
    const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
    expect(readme).toContain(
      `| \`maxBytes\`, \`maxMinutes\` | ${megabytes(defaults.maxBytes)}, ${defaults.maxMinutes} |`,
    );
    expect(readme).toContain(`| \`queueBytes\` | ${megabytes(defaults.queueBytes)} |`);
    for (const name of ["flushEvery", "syncEvery", "retryEvery"] as const) {
      expect(readme).toContain(`| \`${name}\` | ${defaults[name]} ms |`);
    }
    for (const name of Object.keys(recordingLimits.shape)) expect(readme).toContain(`\`${name}\``);
  });
});
