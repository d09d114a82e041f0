import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { kinds, scaffold, transportsOf, writeFiles } from "create-aisle-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const packageFolder = join(import.meta.dirname, "..");
/** Below the package, so that it finds the workspace's packages, and ignored by everything else. */
const folder = join(packageFolder, ".scaffolded");
const combinations = kinds.flatMap((kind) => transportsOf(kind).map((transport) => ({ kind, transport })));
const nameOf = ({ kind, transport }: (typeof combinations)[number]): string => `acme-${kind}-${transport}`;

const tool = (name: string, entry: string): string =>
  join(dirname(createRequire(join(packageFolder, "../../package.json")).resolve(`${name}/package.json`)), entry);
const run = promisify(execFile);
const node = (args: readonly string[]): Promise<string> =>
  run(process.execPath, [...args], {
    ...{ cwd: folder, timeout: 240_000, maxBuffer: 16_000_000 },
    // Its words are read: colours would stand between them.
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  }).then(
    ({ stdout }) => stdout,
    (thrown: unknown) => {
      const { stdout = "", stderr = "" } = thrown as { stdout?: string; stderr?: string };
      return expect.unreachable(`${args.join(" ")} failed:\n${stdout}\n${stderr}`);
    },
  );

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const combination of combinations) {
    const name = nameOf(combination);
    await writeFiles(join(folder, name), await scaffold(join(packageFolder, "templates"), { name, ...combination }));
  }
  const base = (await readFile(join(packageFolder, "templates/common/tsconfig.json"), "utf8")).replace(
    '"noEmit": true',
    '"noEmit": true, "customConditions": ["aisle-source"]',
  );
  await writeFile(join(folder, "tsconfig.json"), base.replace('["src", "test"]', '["*/src", "*/test"]'));
  const conditions = '["aisle-source"]';
  await writeFile(
    join(folder, "vitest.config.mjs"),
    `export default { resolve: { conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions} } }, test: { pool: "forks" } };\n`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("every package that the scaffolder can write", () => {
  it("passes its own type check", async () => {
    await node([tool("typescript", "bin/tsc"), "-p", "tsconfig.json"]);
  }, 240_000);

  // A virtual day for each would take a minute; the drivers of the workspace live through one.
  it("passes bronze and silver with its own tests, but for the virtual day, which takes long", async () => {
    for (const combination of combinations) {
      const file = join(folder, nameOf(combination), "test/conformance.test.ts");
      const strict = (await readFile(file, "utf8")).replace('require: "bronze"', 'require: "silver"');
      expect(strict).toContain('require: "silver"');
      await writeFile(file, strict);
    }
    const config = ["--config", "vitest.config.mjs", "--isolate=false", "--testNamePattern", "^(?!.*a day of traffic)"];
    const said = await node([tool("vitest", "vitest.mjs"), "run", ...config]);
    expect(said).toMatch(/Test Files\D+16 passed/);
  }, 240_000);

  it("fails its own tests when a level is required that it does not reach, and says what is missing", async () => {
    const file = join(folder, "acme-camera-tcp/test/conformance.test.ts");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll('require: "silver"', 'require: "gold"'));
    const args = ["run", "acme-camera-tcp", "--config", "vitest.config.mjs", "--testNamePattern", "gold"];
    const failing = run(process.execPath, [tool("vitest", "vitest.mjs"), ...args], { cwd: folder, timeout: 240_000 });
    await expect(failing).rejects.toMatchObject({
      stderr: expect.stringContaining("capture: the fixture has no `capture` of the real hardware"),
    });
  }, 240_000);
});
