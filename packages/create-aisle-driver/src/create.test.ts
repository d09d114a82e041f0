import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CreateIo, create } from "./create.ts";

let cwd = "";
let said = "";
const io = (ask?: CreateIo["ask"]): CreateIo => ({
  templates: join(import.meta.dirname, "../templates"),
  cwd,
  out: (text) => void (said += text),
  err: (text) => void (said += text),
  ask,
});

beforeEach(async () => {
  said = "";
  cwd = await mkdtemp(join(tmpdir(), "create-aisle-driver-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

describe("npm create aisle-driver", () => {
  it("writes a package without asking when everything is given", async () => {
    const args = ["--name", "@acme/aisle-gate", "--kind", "turnstile", "--transport", "serial"];
    await expect(create(args, io())).resolves.toBe(0);
    const manifest: unknown = JSON.parse(await readFile(join(cwd, "aisle-gate/package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@acme/aisle-gate",
      aisle: { drivers: [{ id: "aisle-gate", kind: "turnstile", transport: "serial" }] },
    });
    await expect(readFile(join(cwd, "aisle-gate/.gitignore"), "utf8")).resolves.toContain("node_modules");
    expect(await readFile(join(cwd, "aisle-gate/src/driver.ts"), "utf8")).not.toContain("__");
  });

  it("asks for what is not given, and writes nothing when it is given up", async () => {
    const given: unknown[] = [];
    const ask: CreateIo["ask"] = async (known) => {
      given.push(known);
      return undefined;
    };
    await expect(create(["--kind", "camera"], io(ask))).resolves.toBe(1);
    expect(given).toEqual([{ kind: "camera" }]);
  });

  it.each([
    [[], "give --name, --kind and --transport"],
    [["--name", "Acme Driver", "--kind", "camera", "--transport", "tcp"], "expected a package name"],
    [["--kind", "gate"], 'expected a kind of barcode-scanner, turnstile, weight-shelf, camera, got "gate"'],
    [["--kind", "camera", "--transport", "modbus"], "no template for a camera over modbus, only over tcp, http, none"],
    [["--knid", "camera"], "--knid"],
    [["a", "b"], "one folder"],
  ])("refuses %j and shows how it is used", async (args, problem) => {
    await expect(create(args, io())).resolves.toBe(2);
    expect(said).toContain(problem);
    expect(said).toContain("npm create aisle-driver");
  });

  it("never writes into a folder that holds something", async () => {
    await writeFile(join(cwd, "mine.txt"), "mine");
    const args = [".", "--name", "x", "--kind", "camera", "--transport", "none"];
    await expect(create(args, io())).resolves.toBe(1);
    expect(said).toContain("is not empty");
  });
});
