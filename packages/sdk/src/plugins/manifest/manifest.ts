import { z } from "zod";
import { fingerprint } from "./fingerprint-schema.ts";

const phrase = (pattern: RegExp, expected: string) => z.string({ error: expected }).regex(pattern, { error: expected });
const object = <S extends z.ZodRawShape>(shape: S, expected: string) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "invalid_type" ? expected : undefined) });

const word = (what: string, example: string) =>
  phrase(/^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/, `${what}: small letters, digits and hyphens, such as "${example}"`);

const entry = phrase(
  /^\.\/(?!(?:.*\/)?(?:\.\.|node_modules)(?:\/|$))[^\\]*[^\\/]$/,
  'a file inside the package, such as "./dist/scanner.js"',
).describe("Module whose default export has it, relative to the package. The package's own entry unless told.");

const platforms = z
  .array(
    phrase(
      /^(?:aix|android|darwin|freebsd|linux|openbsd|sunos|win32)(?:-(?:arm|arm64|ia32|loong64|mips|mipsel|ppc64|riscv64|s390x|x64))?$/,
      'linux, darwin (macOS) or win32 (Windows), alone or with a processor as in "linux-arm64"',
    ),
    { error: 'a list of platforms, such as ["linux", "win32-x64"]' },
  )
  .min(1, { error: "at least one platform; leave `platforms` out where it runs on all" })
  .describe("Where it runs, in Node's words: platform, or platform-architecture. Everywhere unless told.");

const driver = object(
  {
    id: word("the driver's id", "acme-scanner").describe("The driver's id, the same as in its code."),
    kind: word("a device kind", "barcode-scanner").describe("What kind of device it drives, the same as in its code."),
    transport: word("the name of a transport", "tcp").describe("How it reaches its device, the same as in its code."),
    entry: entry.optional(),
    fingerprints: z
      .array(fingerprint, { error: "a list of fingerprints: [{ facts: { … } }]" })
      .max(100, { error: "at most a hundred fingerprints" })
      .optional()
      .describe("What devices of this driver look like when they are discovered; any one of them is enough."),
    platforms: platforms.optional(),
    settings: z
      .record(z.string(), z.unknown(), { error: "a JSON Schema (an object)" })
      .optional()
      .describe("JSON Schema of the driver's settings, for forms and editors."),
  },
  "a driver: { id, kind, transport }",
).describe("A driver of this package.");

const transport = object(
  {
    transport: word("the name of a transport", "canbus").describe(
      "The transport it supplies, the same as in its code.",
    ),
    entry: entry.optional(),
    platforms: platforms.optional(),
  },
  "a transport: { transport }",
).describe("A transport of this package.");

/** The schema of the manifest; its messages are phrases of what is expected. */
export const pluginManifest = object(
  {
    manifest: z.literal(1, { error: "1, the version of the manifest that this SDK knows" }).describe("Always 1."),
    sdk: z
      .string({ error: 'a range of versions of @aisle/sdk, such as "0.x"' })
      .min(1, { error: 'a range of versions of @aisle/sdk, such as "0.x"' })
      .describe("Versions of @aisle/sdk that it works with, as a semver range. Enforced."),
    drivers: z
      .array(driver, { error: "a list of drivers: [{ id, kind, transport }]" })
      .max(100, { error: "at most a hundred drivers" })
      .optional(),
    transports: z
      .array(transport, { error: "a list of transports: [{ transport }]" })
      .max(100, { error: "at most a hundred transports" })
      .optional(),
  },
  "a manifest: { manifest: 1, sdk, drivers }",
);

/**
 * What a driver package says of itself in its `package.json` under `aisle`. It is read without running any code of
 * the package; what its code then exports must agree.
 */
export type PluginManifest = z.infer<typeof pluginManifest>;
/** One driver as a manifest promises it. */
export type DriverManifest = z.infer<typeof driver>;
/** One transport as a manifest promises it. */
export type TransportManifest = z.infer<typeof transport>;
