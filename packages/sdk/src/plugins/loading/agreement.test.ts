import { describe, expect, it } from "vitest";
import type { AnyDriver } from "../../drivers/define-driver.ts";
import { driver, manifest, packageJson, serial } from "../samples.fixture.ts";
import { loadTestPlugins } from "./loading.fixture.ts";

const load = async (aisle: unknown, exported: unknown) => {
  const { report, drivers } = await loadTestPlugins({
    p: { json: packageJson("p", aisle), modules: { "index.js": () => ({ default: exported }) } },
  });
  const [outcome] = report.plugins;
  if (outcome === undefined) throw new RangeError("no outcome");
  return { outcome, drivers };
};

const hostile = new Proxy({}, { get: () => fail() });
function fail(): never {
  throw new RangeError("looked at");
}

describe("what a plugin's code must be, by its manifest", () => {
  it.each([
    [
      "of another id",
      driver("other"),
      /promises the driver "acme-scanner", but its module exports the driver "other" by default/,
    ],
    ["of another kind", { ...driver(), kind: "camera" }, /its kind is camera, not barcode-scanner/],
    ["of another transport", { ...driver(), transport: "serial" }, /its transport is serial, not tcp/],
    ["without open", { ...driver(), open: undefined }, /expected "open" to be a function/],
    ["not there", undefined, /exports nothing by default/],
    ["in an empty list", [], /exports nothing/],
    ["a transport", serial, /exports the transport "serial"/],
    ["a thing that throws when it is looked at", [hostile], /something else \(it cannot be looked at\)/],
  ])("is refused where its driver is %s", async (_, exported, message) => {
    const { outcome } = await load(manifest(), exported);
    expect(outcome.state).toBe("refused");
    expect(outcome.stories[0]).toMatchObject({ code: "plugin-mismatch", severity: "error" });
    expect(outcome.stories[0]?.message).toMatch(message);
  });

  it("is used without what it exports beside, which is told", async () => {
    const { outcome, drivers } = await load(manifest(), [driver(), driver("extra"), serial, 7]);
    expect(drivers.map(({ id }) => id)).toEqual(["acme-scanner"]);
    expect(outcome).toMatchObject({ state: "loaded", stories: [{ code: "plugin-mismatch", severity: "warning" }] });
    expect(outcome.stories[0]?.message).toMatch(/the driver "extra"; the transport "serial"; .* got 7/);
  });

  it("is refused where a transport's settings are no schema", async () => {
    const { outcome } = await load(
      { manifest: 1, sdk: "0.x", transports: [{ transport: "serial" }] },
      { ...serial, settings: {} },
    );
    expect(outcome.stories[0]?.message).toContain("Standard Schema");
  });

  it("is refused where the package has no module", async () => {
    const { report } = await loadTestPlugins({ p: { json: packageJson("p") } });
    expect(report.plugins[0]?.stories[0]?.message).toBe(
      "p has no module to import: its package.json names none, or a file that is not there.",
    );
  });
});

describe("devices of a driver that was refused", () => {
  it("have a stand-in that says why, and is like the manifest's promise", async () => {
    const { outcome, drivers } = await load({ ...manifest(), sdk: "7.x" }, undefined);
    const [standIn] = drivers as [AnyDriver];
    expect(standIn).toMatchObject({ id: "acme-scanner", kind: "barcode-scanner", transport: "tcp" });
    expect(() => standIn.settings["~standard"].validate({})).toThrow(
      expect.objectContaining({ code: "sdk-incompatible", remedy: outcome.stories[0]?.remedy }),
    );
  });

  it("have one for their transport, but never in place of one that comes with the SDK", async () => {
    const { transports } = await loadTestPlugins({
      p: {
        json: packageJson("p", {
          manifest: 1,
          sdk: "7.x",
          transports: [{ transport: "serial" }, { transport: "tcp" }],
        }),
      },
    });
    expect(transports.map(({ transport }) => transport)).toEqual(["serial"]);
    expect(() => transports[0]?.settings["~standard"].validate({})).toThrow("p works with @aisle/sdk 7.x");
  });

  it("have none where another plugin supplies it", async () => {
    const { drivers } = await loadTestPlugins({
      a: { json: packageJson("a", { ...manifest("x"), sdk: "7.x" }) },
      b: { json: packageJson("b", manifest("x")), modules: { "index.js": () => ({ default: driver("x") }) } },
    });
    expect(drivers).toHaveLength(1);
    expect(await drivers[0]?.settings["~standard"].validate({})).toEqual({ value: {} });
  });
});
