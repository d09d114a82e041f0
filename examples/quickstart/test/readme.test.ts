import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { type AnyDriver, openHub, type Reading } from "@aisle/sdk";
import { firstValueFrom, take, toArray } from "rxjs";
import { afterAll, beforeAll, expect, it } from "vitest";

const here = path.resolve(import.meta.dirname, "..");
const root = path.resolve(here, "../..");
/** Inside the package, so that the snippets import what its users have. */
const folder = path.join(here, "node_modules", ".readme-snippets");

function snippet(name: string): string {
  const readme = fs.readFileSync(path.join(root, "README.md"), "utf8").replaceAll("\r\n", "\n");
  const code = new RegExp(`<!-- snippet: ${name} -->\\n\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (code === undefined) throw new Error(`README.md has no snippet called ${name}`);
  return code;
}

const lines = (code: string): number => code.trim().split("\n").length;

beforeAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "embed.ts"), snippet("embed"));
  fs.writeFileSync(path.join(folder, "driver.ts"), snippet("driver"));
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const config = { extends: path.join(root, "tsconfig.base.json"), include: ["*.ts"] };
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it("shows snippets that are short and pass the strict compiler", () => {
  expect(lines(snippet("embed"))).toBeLessThanOrEqual(15);
  expect(lines(snippet("driver"))).toBeLessThanOrEqual(30);
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" });
  expect(run.stdout).toBe("");
  expect(run.status).toBe(0);
});

it("shows an embedding that prints receipts", () => {
  const args = ["--import", "tsx", "--conditions=aisle-source", path.join(folder, "embed.ts")];
  const run = spawnSync(process.execPath, args, { encoding: "utf8", cwd: here });
  expect(run.stderr).toBe("");
  expect(run.stdout).toMatch(/^MEMBER-\d+ \d × .+ \d+\.\d+$/m);
});

it("shows a driver that reads codes from a scanner over TCP, cut anywhere", async () => {
  const { default: driver } = (await import(path.join(folder, "driver.ts"))) as { default: AnyDriver };
  const server = net.createServer((socket) => {
    socket.write("X:40123");
    setImmediate(() => socket.write("45\r\nnoise\r\nX:777\r\n"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const scanner = { id: "scanner-1", driver: driver.id, settings: { prefix: "X:" }, transport: { port } };
  const hub = await openHub({ drivers: [driver], devices: [scanner] });
  try {
    const readings: Reading[] = await firstValueFrom(hub.readings$.pipe(take(2), toArray()));
    expect(readings.map(({ data }) => data)).toEqual([
      { symbology: "]X0", data: "4012345" },
      { symbology: "]X0", data: "777" },
    ]);
  } finally {
    await hub.close();
    server.close();
  }
});
