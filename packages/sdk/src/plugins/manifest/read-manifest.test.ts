import { describe, expect, it } from "vitest";
import { isAisleError } from "../../errors/aisle-error.ts";
import { manifest } from "../samples.fixture.ts";
import { readPluginManifest } from "./read-manifest.ts";

const read = (aisle: unknown) => readPluginManifest(JSON.stringify({ name: "x", version: "1.0.0", aisle }), "p.json");

function problemsOf(text: string): readonly string[] {
  try {
    readPluginManifest(text, "p.json");
  } catch (error) {
    if (!isAisleError(error)) throw error;
    expect(error.code).toBe("plugin-manifest-invalid");
    return error.problems.map(({ message }) => message);
  }
  return [];
}

describe("the manifest of a plugin", () => {
  it("is read with everything it may say", () => {
    const whole = {
      ...manifest("acme.scanner-2", {
        entry: "./dist/scanner.js",
        fingerprints: [{ facts: { usbVendorId: "0x0c2e", usbProductId: [1, "0x0b61"] }, confidence: 0.5 }],
        platforms: ["linux", "win32-x64"],
        settings: { type: "object" },
      }),
      transports: [{ transport: "canbus", entry: "./dist/canbus.js", platforms: ["linux"] }],
    };
    expect(read(whole)).toMatchObject({ name: "x", version: "1.0.0", manifest: whole });
  });

  it("is not there in a package that is no plugin, which is no error", () => {
    expect(readPluginManifest('{"dependencies":{}}', "p.json")).toMatchObject({ manifest: undefined, name: undefined });
  });

  it("is read behind a byte order mark", () => {
    expect(readPluginManifest(`\uFEFF${JSON.stringify({ aisle: manifest() })}`, "p.json").manifest).toBeDefined();
  });

  it.each([
    ["a mistyped key", { ...manifest(), driver: [] }, /aisle\.driver: expected one of .*did you mean `drivers`/],
    ["a mistyped key of a driver", manifest("a", { entyr: "./x.js" }), /drivers\[0\]\.entyr: .*did you mean `entry`/],
    ["a version of the manifest that is not known", { ...manifest(), manifest: 2 }, /expected 1, the version .*got 2/],
    ["no range", { manifest: 1, drivers: manifest().drivers }, /aisle\.sdk: expected a range .*got nothing/],
    ["a range that is none", { ...manifest(), sdk: "newest" }, /aisle\.sdk: expected a range .*got "newest"/],
    ["no driver at all", { manifest: 1, sdk: "0.x" }, /at least one driver or transport/],
    ["a driver twice", { ...manifest(), drivers: [manifest().drivers[0], manifest().drivers[0]] }, /drivers\[1\]\.id/],
    ["an id with capitals", manifest("AcmeScanner"), /drivers\[0\]\.id: expected the driver's id: small letters/],
    ["a platform of another vocabulary", manifest("a", { platforms: ["windows"] }), /win32 \(Windows\).*got "windows"/],
    ["a list of no platforms", manifest("a", { platforms: [] }), /leave `platforms` out/],
    ["a fingerprint without facts", manifest("a", { fingerprints: [{ facts: {} }] }), /at least one fact/],
    ["a confidence of 2", manifest("a", { fingerprints: [{ facts: { a: 1 }, confidence: 2 }] }), /at most 1, got 2/],
    ["text in its place", "yes", /aisle: expected a manifest: .*got "yes"/],
  ])("is refused with %s", (_, aisle, message) => {
    expect(problemsOf(JSON.stringify({ aisle }))).toContainEqual(expect.stringMatching(message));
  });

  it.each(["../x.js", "./a/../../x.js", "/x.js", "x.js", "./node_modules/y/x.js", "./a\\x.js", "./a/", "./"])(
    "is refused with the entry %s, which is none of the package's files",
    (entry) => {
      expect(problemsOf(JSON.stringify({ aisle: manifest("a", { entry }) }))).toContainEqual(
        expect.stringContaining("a file inside the package"),
      );
    },
  );

  it("tells the line of a fault", () => {
    expect(problemsOf('{\n  "name": "x",\n  "aisle": {\n    "manifest": 1,\n    "sdk": 0\n  }\n}')[0]).toMatch(
      /^p\.json:5 /,
    );
  });

  it("is refused where the file is no JSON, or no object", () => {
    expect(problemsOf('{ "aisle": ')[0]).toContain("p.json:1");
    expect(problemsOf("[]")[0]).toContain("expected an object");
  });
});
