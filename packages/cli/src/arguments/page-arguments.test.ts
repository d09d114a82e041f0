import { isAisleError } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { isLoopback, type PageArguments } from "./page-arguments.ts";

function page(...words: string[]): PageArguments | undefined {
  const line = readCommandLine(["run", ...words]);
  if (line.command !== "run") expect.fail(`this is ${line.command}`);
  return line.page;
}

function refusal(...words: string[]): string {
  try {
    page(...words);
  } catch (error) {
    if (!isAisleError(error) || error.code !== "command-line-invalid") throw error;
    return `${error.message} (${error.remedy ?? ""})`;
  }
  expect.fail(`aisle run ${words.join(" ")} was taken`);
}

const guarded = ["--page-token", "token", "--page-cert", "cert.pem", "--page-key", "key.pem"];

describe("the page's options", () => {
  it.each([
    ["4870", "127.0.0.1", 4870],
    ["0", "127.0.0.1", 0],
    ["localhost:80", "localhost", 80],
    ["127.0.0.9:80", "127.0.0.9", 80],
    ["[::1]:65535", "::1", 65_535],
  ])("take %s as a place on this machine", (text, host, port) => {
    expect(page("--page", text)).toEqual({ host, port, allow: new Set() });
  });

  it.each(["", "on", "65536", "-1", "4870x", "host:", ":80", "::1:80", "[::1]", "[localhost]:80", "a:b:80"])(
    "refuse %j as a place",
    (text) => {
      expect(refusal(`--page=${text}`)).toContain(text === "" ? "needs a value" : "[HOST:]PORT or off");
    },
  );

  it.each(["0.0.0.0:443", "192.168.1.5:443", "[::]:443", "shop.example:443", "localhost.example:443"])(
    "let %s be reached by others only with a token and TLS",
    (text) => {
      expect(refusal("--page", text)).toContain("needs a token and TLS");
      expect(refusal("--page", text, ...guarded.slice(0, 2))).toContain("needs a token and TLS");
      expect(refusal("--page", text, ...guarded.slice(2))).toContain("needs a token and TLS");
      expect(page("--page", text, ...guarded)).toMatchObject({ token: "token", cert: "cert.pem", key: "key.pem" });
    },
  );

  it("want certificate and key together", () => {
    expect(refusal(...guarded.slice(2, 4))).toContain("go together");
    expect(refusal(...guarded.slice(4))).toContain("go together");
  });

  it("allow nothing unless told, and only what there is", () => {
    expect(page()?.allow).toEqual(new Set());
    expect(page("--page-allow", "commands,install")?.allow).toEqual(new Set(["commands", "install"]));
    expect(refusal("--page-allow", "comands")).toContain("did you mean commands?");
    expect(refusal("--page-allow", "commands,")).toContain('got ""');
  });

  it("belong to a page that is there", () => {
    expect(refusal("--page", "off", "--page-allow", "commands")).toContain(
      "--page-allow is for the page, which is off",
    );
  });

  it("never take an address that others reach for this machine's own", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isLoopback(address)).toBe(address.startsWith("127."));
      }),
    );
  });
});
