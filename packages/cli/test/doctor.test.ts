import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doctor } from "../src/doctor/doctor.ts";
import type { Machine } from "../src/doctor/machine.ts";
import { main } from "../src/index.ts";
import { fakeIo } from "../src/testing/fake-io.ts";
import { type StoreFolder, storeFolder } from "./store-folder.ts";

const noon = 1_800_000_000_000;
const gibibyte = 1_073_741_824;
const healthy: Machine = {
  node: "22.3.0",
  platform: "linux",
  arch: "x64",
  release: "6.1",
  freeBytes: () => Promise.resolve(50 * gibibyte),
  fileFacts: () => Promise.resolve({ writtenAt: noon - 1_000, mode: 0o640 }),
  mayUse: () => Promise.resolve(),
};

async function examine(
  machine: Partial<Machine>,
  options: { folder?: StoreFolder; words?: object; now?: number } = {},
) {
  const { folder, words = {}, now = noon } = options;
  const io = {
    ...fakeIo({ cwd: folder?.path ?? "/", env: { GATE_PASSWORD: "open-sesame-7" } }),
    clock: new VirtualClock(now),
  };
  const code = await doctor({ probe: false, json: false, ...words }, io, "0.1.0", { ...healthy, ...machine });
  return { code, out: io.stdout.lines, text: io.stdout.text };
}

const yaml = (devices: string): string => `store: ./store.json\ndrivers: [./drivers.mjs]\ndevices:\n${devices}`;

describe("aisle doctor of a machine", () => {
  it("finds nothing wrong with one that is well", async () => {
    const { code, out } = await examine({});
    expect(code).toBe(0);
    expect(out).toEqual([
      "ok       node         Node.js 22.3.0",
      "ok       platform     Linux 6.1, x64",
      "ok       clock        2027-01-15T08:00:00.000Z",
      "ok       disk         51200 MiB free in /",
      "0 problems, 0 warnings",
    ]);
  });

  it.each<[string, Partial<Machine>, number, RegExp]>([
    ["an old Node.js", { node: "20.18.1" }, 1, /^problem {2}node {9}Node.js 20.18.1 is older than 20.19/],
    ["a platform that nobody tests", { platform: "sunos" }, 0, /^warning {2}platform/],
    [
      "a disk with little room",
      { freeBytes: () => Promise.resolve(gibibyte / 2) },
      0,
      /^warning {2}disk {9}512 MiB free/,
    ],
    ["a disk that is full", { freeBytes: () => Promise.resolve(1) }, 1, /^problem {2}disk {9}0 MiB free/],
    ["a disk that cannot be asked", { freeBytes: () => Promise.reject(new Error("no")) }, 0, /^warning {2}disk/],
  ])("finds %s, says it first, and how to mend it", async (_what, machine, expected, line) => {
    const { code, out } = await examine(machine);
    expect([code, out[0]]).toEqual([expected, expect.stringMatching(line)]);
    expect(out[1]).toMatch(/^ {22}to mend it: \w/);
  });

  it("finds a clock that stands in the past", async () => {
    expect((await examine({}, { now: 86_400_000 })).out[0]).toMatch(/^problem {2}clock {8}the clock says 1970-01-02/);
    using folder = storeFolder();
    const file = folder.write("store.yaml", yaml(" []"));
    const fileFacts = () => Promise.resolve({ writtenAt: noon + 2 * 86_400_000, mode: 0o600 });
    const { out } = await examine({ fileFacts }, { folder, words: { file } });
    expect(out[0]).toMatch(/^problem {2}clock .*store.yaml was written later than that/);
  });
});

describe("aisle doctor of a store", () => {
  it("looks at settings, plugins, permissions and devices", async () => {
    using folder = storeFolder();
    const file = folder.write(
      "store.yaml",
      yaml(`  - { id: gate-1, driver: good-gate }
  - { id: gate-2, driver: good-gate, settings: { lain: 1 }, transport: { path: /dev/ttyGONE } }
`),
    );
    const mayUse = () => Promise.reject(Object.assign(new Error("EACCES: no"), { code: "EACCES" }));
    const fileFacts = () => Promise.resolve({ writtenAt: noon, mode: 0o666 });
    const { code, text } = await examine({ mayUse, fileFacts }, { folder, words: { file } });
    expect(code).toBe(1);
    expect(text).toMatch(/^problem {2}permissions {2}everybody on this machine may write .*store.yaml$/m);
    expect(text).toMatch(/^problem {2}permissions {2}\/dev\/ttyGONE: permission-denied: EACCES: no\n.*udev rule/m);
    expect(text).toMatch(/^problem {2}devices {6}gate-2: .*store.yaml:5 devices\[1\]\.settings\.lain: .*"lane"/m);
    expect(text).toMatch(/^ok {7}devices {6}gate-1: checked$/m);
    expect(text).toMatch(/^ok {7}plugins {6}\.\/drivers.mjs: good-gate, bad-gate$/m);
    expect(text).toMatch(/^3 problems, \d warnings?$/m);
  });

  it("tells each problem of settings that cannot be used, and of a store model", async () => {
    using folder = storeFolder();
    const broken = folder.write("broken.yaml", "store: ./store.json\ndevicse: []\nbuses: 7\n");
    const { code, out } = await examine({}, { folder, words: { file: broken } });
    expect(code).toBe(1);
    expect(out.filter((line) => line.startsWith("problem"))).toHaveLength(2);
    const modelless = folder.write("modelless.yaml", "store: ./gone.json\ndevices: []\n");
    expect((await examine({}, { folder, words: { file: modelless } })).text).toMatch(
      /^problem {2}settings .*gone.json/m,
    );
  });

  it("warns of a secret that stands in the file, and never shows it", async () => {
    using folder = storeFolder();
    const file = folder.write(
      "store.yaml",
      yaml("  - { id: g, driver: good-gate, settings: { password: hunter2hunter2 } }\n"),
    );
    const { text } = await examine({}, { folder, words: { file } });
    expect(text).toMatch(
      /^warning {2}settings .*store.yaml:4 devices\[0\]\.settings\.password: a secret stands in the file/m,
    );
    expect(text).not.toContain("hunter2");
  });

  it("refuses --probe without a store and a bundle that cannot be written, with 2", async () => {
    expect(await main(["doctor", "--probe"], fakeIo())).toBe(2);
    using folder = storeFolder();
    const io = fakeIo({ cwd: folder.path });
    expect(await main(["doctor", "--bundle", "no/such/folder.gz"], io)).toBe(2);
    expect(io.stderr.text).toContain("code: output-invalid");
  });
});

describe("the support bundle of aisle doctor", () => {
  it("holds findings, settings, probes, versions and log lines, and is for its owner only", async () => {
    using folder = storeFolder();
    const file = folder.write(
      "store.yaml",
      yaml(`  - { id: g, driver: bad-gate, settings: { login: "\${GATE_PASSWORD}" } }\n`),
    );
    const words = { file, probe: true, bundle: "support.json.gz", json: true };
    const { code, text } = await examine({}, { folder, words });
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ bundle: "support.json.gz", findings: expect.any(Array) });
    const path = join(folder.path, "support.json.gz");
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
    const json = gunzipSync(readFileSync(path)).toString();
    expect(JSON.parse(json)).toMatchObject({
      format: "aisle-support/1",
      at: noon,
      versions: { aisle: "0.1.0", node: "22.3.0" },
      settings: { devices: [{ id: "g", settings: { login: "***" } }] },
      health: [{ device: "g", outcome: "failed", reason: { code: "unreachable" } }],
      log: expect.arrayContaining([expect.objectContaining({ message: "login with *** failed" })]),
    });
    expect(`${json}${text}`).not.toContain("open-sesame-7");
  });

  it("tells no secret of any kind, from wherever it comes", { timeout: 60_000 }, async () => {
    using folder = storeFolder();
    const secrets = fc
      .string({ minLength: 6, maxLength: 24, unit: "grapheme-ascii" })
      .filter((text) => text.trim() === text && new Set(text).size > 4 && !/^[\w.: -]*$/.test(text));
    await fc.assert(
      fc.asyncProperty(secrets, secrets, async (inFile, inSettings) => {
        folder.write("secret", `${inFile}\n`);
        const settings = { login: `\${file:secret}`, password: inSettings.replaceAll("${", "$${") };
        const file = folder.write(
          "store.yaml",
          yaml(`  - ${JSON.stringify({ id: "g", driver: "bad-gate", settings })}\n`),
        );
        const words = { file, probe: true, bundle: "b.gz" };
        const { text } = await examine({}, { folder, words });
        const json = gunzipSync(readFileSync(join(folder.path, "b.gz"))).toString();
        for (const secret of [inFile, inSettings]) {
          for (const shown of [text, json, ...strings(json)]) expect(shown.replaceAll("***", "")).not.toContain(secret);
        }
      }),
      { numRuns: 25 },
    );
  });

  it.skipIf(process.platform === "win32")("warns of a secret file that everybody may read", async () => {
    using folder = storeFolder();
    chmodSync(folder.write("secret", "battery staple"), 0o644);
    const file = folder.write(
      "store.yaml",
      yaml(`  - { id: g, driver: bad-gate, settings: { login: "\${file:secret}" } }\n`),
    );
    expect((await examine({}, { folder, words: { file } })).text).toMatch(/^warning {2}settings .*chmod o-rwx/m);
  });
});

/** Every text in a JSON document, keys too, as it was before it was escaped. */
function strings(json: string): readonly string[] {
  const found: string[] = [];
  JSON.parse(json, (key, value: unknown) => {
    found.push(key, String(value));
    return value;
  });
  return found;
}
