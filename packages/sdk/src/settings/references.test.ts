import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkSettings } from "../drivers/settings-check.ts";
import { isSecret, secret } from "../secrets/index.ts";
import { DocumentError, readStoreSettings, secretFiles } from "./index.ts";

const env = { CAM_HOST: "10.0.0.7", CAM_PORT: "4001", CAM_PASSWORD: "correct horse", EMPTY: "" };
const files: Readonly<Record<string, string>> = { "/run/secrets/cam": "battery staple" };
const secretFile = (path: string): string => files[path] ?? missing(path);

const settingsOf = (yaml: string) => {
  const text = `store: a.json\ndevices:\n  - id: cam\n    driver: acme\n    settings:\n      ${yaml}\n`;
  const settings = readStoreSettings(text, { file: "store.yaml", env, secretFile });
  return { settings, of: settings.devices[0]?.settings as Readonly<Record<string, unknown>> };
};
const revealed = (value: unknown): unknown => (isSecret(value) ? ["secret", value.reveal()] : value);

describe("references in a store.yaml", () => {
  it.each([
    [`host: \${CAM_HOST}`, "host", "10.0.0.7"],
    [`url: "http://\${CAM_HOST}:\${CAM_PORT}/"`, "url", "http://10.0.0.7:4001/"],
    [`port: \${number:CAM_PORT}`, "port", 4001],
    [`name: "$\${CAM_HOST}"`, "name", `\${CAM_HOST}`],
    [`name: "costs $5 {now} $"`, "name", "costs $5 {now} $"],
    [`name: "x\${EMPTY}"`, "name", "x"],
    [`login: \${CAM_PASSWORD}`, "login", ["secret", "correct horse"]],
    [`url: "rtsp://u:\${CAM_PASSWORD}@h/"`, "url", ["secret", "rtsp://u:correct horse@h/"]],
    [`login: \${file:/run/secrets/cam}`, "login", ["secret", "battery staple"]],
    [`password: \${CAM_HOST}`, "password", ["secret", "10.0.0.7"]],
    ["password: written-here", "password", ["secret", "written-here"]],
  ])("%s gives %s: %j", (yaml, key, expected) => {
    expect(revealed(settingsOf(yaml).of[key])).toEqual(expected);
  });

  it.each([
    [
      `port: \${CAM_PROT}`,
      "store.yaml:6 devices[0].settings.port: expected the environment variable CAM_PROT, got no such variable (did you mean `CAM_PORT`?)",
    ],
    [
      `port: \${number:CAM_HOST}`,
      "store.yaml:6 devices[0].settings.port: expected a number in the environment variable CAM_HOST, got something else",
    ],
    [
      `key: \${file:/run/nothing}`,
      "store.yaml:6 devices[0].settings.key: expected a secret file at /run/nothing, got ENOENT",
    ],
    [`port: "\${CAM PORT}"`, "store.yaml:6 devices[0].settings.port: expected ${NAME}"],
    [`port: "\${CAM_PORT"`, "store.yaml:6 devices[0].settings.port: expected ${NAME}"],
    [`port: "\${number:a b}"`, "store.yaml:6 devices[0].settings.port: expected ${NAME}"],
  ])("%s is refused with its line", (yaml, message) => {
    const error = thrownBy(() => settingsOf(yaml));
    expect(error).toBeInstanceOf(DocumentError);
    expect(error.message).toContain(message);
  });

  it("leave no secret in a dump of the settings, and warn of one that stands in the file itself", () => {
    const { settings } = settingsOf(`{ password: top-secret-1, token: "\${CAM_PASSWORD}" }`);
    expect(`${inspect(settings, { depth: 9 })} ${JSON.stringify(settings)}`).not.toMatch(/top-secret-1|correct horse/);
    expect(settings.warnings).toEqual([
      "store.yaml:6 devices[0].settings.password: a secret stands in the file itself; write ${NAME} or ${file:PATH} instead",
    ]);
  });

  it("are not resolved in what they stand for", () => {
    const text = `store: \${A}\n`;
    const settings = readStoreSettings(text, { file: "s.yaml", env: { A: `\${B}`, B: "no" }, secretFile });
    expect(settings.store).toEqual({ file: `\${B}` });
  });

  it("give a secret to a driver that takes secrets, and its text to one that only knows texts", async () => {
    const { of } = settingsOf(`password: \${file:/run/secrets/cam}`);
    const modern = await checkSettings(z.strictObject({ password: secret() }), of, "x");
    expect(modern.password.reveal()).toBe("battery staple");
    expect(await checkSettings(z.strictObject({ password: z.string() }), of, "x")).toEqual({
      password: "battery staple",
    });
    await expect(checkSettings(z.strictObject({ password: z.string().max(3) }), of, "x")).rejects.toThrow(
      /password: Too big(?!.*battery)/,
    );
  });
});

describe("further settings", () => {
  const read = (text: string) => readStoreSettings(`store: a.json\n${text}`, { file: "store.yaml", env: {} });

  it("take a pin and isolation for a driver and for a bus, and overrides of supervision", () => {
    const pin = `sha512-${"A".repeat(86)}==`;
    expect(
      read(
        `drivers: [{ package: "@acme/x", integrity: ${pin}, isolation: process }]
buses: [{ id: b, transport: modbus, isolation: process }]
supervision: { retryCap: 30000 }`,
      ),
    ).toMatchObject({
      drivers: [{ package: "@acme/x", integrity: pin, isolation: "process" }],
      buses: [{ id: "b", isolation: "process" }],
      supervision: { retryCap: 30_000 },
    });
    expect(read("supervision: { retryCap: 30000 }").supervision).toEqual({ retryCap: 30_000 });
  });

  it.each([
    ["drivers: [{ package: x, integrty: y }]", /store.yaml:2 drivers\[0\]\.integrty: .*did you mean `integrity`/],
    ["drivers: [{ package: x, integrity: y }]", /store.yaml:2 drivers\[0\]\.integrity: expected a pin such as sha512/],
    ["drivers: [{ package: x, isolation: thread }]", /drivers\[0\]\.isolation: expected "process".*got "thread"/],
    ["drivers: [7]", /drivers\[0\]: expected a package, a file, or/],
    ["supervision: { retrycap: 1 }", /store.yaml:2 supervision\.retrycap: .*did you mean `retryCap`/],
    ["supervision: { retryCap: 0 }", /supervision\.retryCap: expected more than 0, got 0/],
    ["supervision: { retryCap: soon }", /supervision\.retryCap: expected a value of type number, got "soon"/],
    ["devices: { password: not-for-eyes }", /devices: expected a list of devices, got \{"password":"\*\*\*"\}/],
  ])("%s is refused", (text, message) => {
    const error = thrownBy(() => read(text));
    expect(error.message).toMatch(message);
  });
});

describe("secret files", () => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-secrets-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("are read relative to the settings, without the line break at their end", () => {
    writeFileSync(join(folder, "cam"), "battery staple\r\n", { mode: 0o600 });
    const warnings: string[] = [];
    expect(secretFiles(folder, (message) => warnings.push(message))("cam")).toBe("battery staple");
    expect(warnings).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("are warned of when everybody may read them", () => {
    const file = join(folder, "open");
    writeFileSync(file, "x");
    chmodSync(file, 0o644);
    const text = `store: a.json\ndevices: [{ id: a, driver: b, settings: { u: "\${file:open}", v: "\${file:./open}" } }]`;
    const { warnings } = readStoreSettings(text, { file: join(folder, "store.yaml") });
    expect(warnings).toEqual([expect.stringContaining(`everybody on this machine may read the secret file ${file}`)]);
  });

  it("are refused when they are empty, huge or none", () => {
    writeFileSync(join(folder, "empty"), "\n");
    writeFileSync(join(folder, "huge"), "x".repeat(70_000));
    for (const [name, why] of [
      ["empty", /is empty/],
      ["huge", /more than 65536 bytes/],
      [".", /is no file|EISDIR|EPERM|EACCES/],
      ["gone", /ENOENT/],
    ] as const) {
      expect(() => secretFiles(folder)(name)).toThrow(why);
    }
  });
});

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  return expect.unreachable("it was taken");
}

function missing(path: string): never {
  throw Object.assign(new Error(`ENOENT: no such file ${path}`), { code: "ENOENT" });
}
