import { describe, expect, it } from "vitest";
import { importFailure } from "./import-failure.ts";
import { host } from "./loading.fixture.ts";

const failure = (message: string, code?: string) =>
  importFailure("acme", "/p/index.js", Object.assign(new Error(message), code === undefined ? {} : { code }), host);

describe("why a module did not load", () => {
  it.each([
    [
      "Cannot find package 'node-hid' imported from /p/index.js",
      "ERR_MODULE_NOT_FOUND",
      "module-missing",
      /install acme anew/,
    ],
    ["Cannot find module './x'", "MODULE_NOT_FOUND", "module-missing", /install acme anew/],
    ["x.node: invalid ELF header", "ERR_DLOPEN_FAILED", "module-missing", /linux-arm64 with Node v22\.1\.0/],
    ["No native build was found for platform=linux", undefined, "module-missing", /native part/],
    ["Could not locate the bindings file. Tried:", undefined, "module-missing", /native part/],
    [
      "The requested module '@aisle/sdk' does not provide an export named 'defineThing'",
      undefined,
      "sdk-incompatible",
      /@aisle\/sdk 0\.4\.2/,
    ],
    ['Unknown file extension ".ts"', "ERR_UNKNOWN_FILE_EXTENSION", "plugin-import-failed", /Compile it/],
    ["x is not defined", undefined, "plugin-import-failed", /Report it to its maker/],
  ])("%s", (message, code, expected, remedy) => {
    const error = failure(message, code);
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining(message) });
    expect(error.message).toContain("acme failed to load from /p/index.js");
    expect(error.remedy).toMatch(remedy);
  });

  it.each([undefined, null, "text", 7, {}])("is told of whatever was thrown, also %s", (thrown) => {
    const error = importFailure("acme", "/p", thrown, host);
    expect(error.code).toBe("plugin-import-failed");
    expect(error.cause).toBe(thrown);
  });
});
