import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkSettings } from "../drivers/settings-check.ts";
import { AisleError } from "../errors/aisle-error.ts";
import { toErrorRecord } from "../errors/error-record.ts";
import { toAisleError } from "../errors/normalise.ts";
import { toReason } from "../errors/reason.ts";
import { show } from "../errors/show.ts";
import { childLogger } from "../hub/log.ts";
import { isSecret, redact, redactDeep, Secret, secret } from "./index.ts";

/** Long enough to be found anywhere; with what has to be escaped in JSON, URLs and regular expressions. */
const values = fc
  .oneof(
    fc.string({ minLength: 6, maxLength: 40, unit: "grapheme-ascii" }),
    fc.string({ minLength: 6, maxLength: 20, unit: "binary" }),
    fc.array(fc.stringMatching(/^[A-Za-z0-9+/]{12}$/), { minLength: 2, maxLength: 4 }).map((lines) => lines.join("\n")),
  )
  // Not a word such as "length", which stands in many texts anyway.
  .filter((value) => value.trim() === value && new Set(value).size > 4 && !/^\w*$/.test(value));

describe("a secret", () => {
  it("gives its value only to whoever asks for it by name", () => {
    fc.assert(
      fc.property(values, (value) => {
        const held = new Secret(value);
        const holder = { password: held, deep: [{ held }] };
        const shown = [
          String(held),
          `seen: ${held as unknown as string}`,
          JSON.stringify(holder),
          inspect(holder, { depth: 9, showHidden: true, getters: true }),
          inspect(structuredClone({ held })),
          Object.entries(held).join(),
          ["seen", held].join(" "),
        ];
        for (const text of shown) expect(text).not.toContain(value);
        expect(held.reveal()).toBe(value);
        expect(isSecret(held) && !isSecret({ reveal: () => value })).toBe(true);
      }),
    );
  });

  it("is made of a text by the settings schema, and taken as it is", async () => {
    const schema = z.strictObject({ password: secret(), old: secret().optional() });
    const settings = await checkSettings(schema, { password: "open sesame" }, "x");
    expect(settings.password.reveal()).toBe("open sesame");
    expect(settings.old).toBeUndefined();
    expect(await checkSettings(schema, settings, "x")).toEqual(settings);
    expect(schema["~standard"].jsonSchema.input({ target: "draft-2020-12" })).toMatchObject({
      properties: { password: { type: "string", writeOnly: true } },
      required: ["password"],
    });
  });

  it.each([[12_345_678], [["open sesame"]], [{ value: "open sesame" }], [""]])(
    "is not shown by the error that refuses %j",
    async (password) => {
      const wrong = checkSettings(z.strictObject({ password: secret() }), { password }, "camera");
      const error = await wrong.then(
        () => expect.unreachable("it was taken"),
        (thrown: unknown) => thrown as AisleError,
      );
      expect(error.message).toContain("password: expected a secret");
      expect(inspect(error)).not.toMatch(/12345678|sesame/);
    },
  );
});

describe("what Aisle says", () => {
  it("never tells a known secret: in errors, their causes and records, reasons, log lines and dumps", async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const held = new Secret(value);
        const written = [value, JSON.stringify(value), encodeURI(value), Buffer.from(value).toString("base64")];
        const text = `cannot log in with ${written.join(" or ")}!`;
        const library = Object.assign(new TypeError(text, { cause: { why: value } }), {
          code: "EACCES",
          config: { auth: { username: "u", password: value } },
        });
        const lines: unknown[] = [];
        const host = (message: string, fields?: object): void => void lines.push(message, fields);
        const log = childLogger({ debug: host, info: host, warn: host, error: host }, { device: "cam" });
        log.warn(text, { url: `http://u:${value}@cam`, count: 1 });
        log.info("logged in", { user: "u", token: "not known to anybody" });
        expect(lines.at(-1)).toEqual({ device: "cam", user: "u", token: "***" });
        const own = new AisleError("acme-1", text, {
          category: "device",
          remedy: text,
          cause: library,
          problems: [{ path: ["a"], message: text }],
        });
        const settings = z.strictObject({ password: secret(), port: z.number().max(5) });
        const refused: unknown = await checkSettings(settings, { password: held, port: value }, value).catch(
          (error: unknown) => error,
        );
        const said: readonly unknown[] = [
          ...[library, text, { message: text }, own].flatMap((thrown) => [toAisleError(thrown), toReason(thrown)]),
          toErrorRecord(own),
          toErrorRecord(library),
          refused,
          lines,
          redactDeep({ any: text, [value]: 1, password: held, list: [text, held] }),
          show({ a: { b: value } }, 5_000),
        ];
        for (const one of said) {
          for (const output of [inspect(one, { depth: 12, maxStringLength: null }), JSON.stringify(one)]) {
            expect(tells(output, value), output).toBe(false);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("hides what is short only where it stands alone, and digits only where they are the whole number", () => {
    for (const value of ["ab", "4711"]) new Secret(value);
    expect(redact("pin ab, cable; 4711, 1767254711000")).toBe("pin ***, cable; ***, 1767254711000");
  });

  it.each<[string, (value: string) => string]>([
    ["as it is", (value) => value],
    ["in JSON", (value) => JSON.stringify(value).slice(1, -1)],
    ["in a URL", encodeURIComponent],
    ["in base64", (value) => Buffer.from(value).toString("base64")],
    ["in base64 for URLs", (value) => Buffer.from(value).toString("base64url")],
    ["as Node shows it", (value) => inspect(value).slice(1, -1)],
  ])("hides a secret %s", (_how, write) => {
    const value = "p\"a'ss/wört\t?>1`";
    new Secret(value);
    expect(redact(`before ${write(value)} after`)).toBe("before *** after");
  });

  it("hides each long line of a key file", () => {
    new Secret("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\ncd\n-----END KEY-----");
    expect(redact("line MIIEvQIBADANBgkqhkiG, cd")).toBe("line ***, cd");
  });

  it("hides the longer of two secrets as a whole", () => {
    for (const value of ["winter", "winter-2026"]) new Secret(value);
    expect(redact("winter-2026 and winter")).toBe("*** and ***");
  });

  it("hides what is called like a secret in a dump, and shows where it comes from", () => {
    expect(
      redactDeep({
        password: "never seen before",
        apiKey: `\${CAM_KEY}`,
        passcode: 1,
        token: { a: 1 },
        psk: true,
        when: new Date(0),
      }),
    ).toEqual({
      password: "***",
      apiKey: `\${CAM_KEY}`,
      passcode: "***",
      token: { a: 1 },
      psk: true,
      when: "1970-01-01T00:00:00.000Z",
    });
  });
});

/** What is left of a secret when `***` is taken out: nothing of it that is not in every such text anyway. */
function tells(output: string, value: string): boolean {
  return output.replaceAll("***", "").includes(value);
}
