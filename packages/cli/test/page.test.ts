import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hello, wireVersion } from "@aisle/console/wire";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/index.ts";
import { type FakeIo, fakeIo } from "../src/testing/fake-io.ts";
import { written } from "../src/testing/written.ts";

// The first time it is loaded takes longer than a test waits.
beforeAll(async () => {
  await import("../src/page/index.ts");
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-page-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A simulated store that runs as fast as it can, until `look` has seen its page. */
async function running(words: readonly string[], look: (url: string, io: FakeIo) => Promise<void>): Promise<FakeIo> {
  const io = fakeIo({ cwd: folder });
  const ended = main(["run", "--speed", "max", ...words], io);
  try {
    await written(io, "session s1 opened", ended);
    await look(/^Page: (\S+)$/m.exec(io.stdout.text)?.[1] ?? "", io);
  } finally {
    io.interrupt("SIGINT");
    expect(await ended).toBe(0);
  }
  return io;
}

const hello = async (url: string): Promise<Hello> =>
  (await (await fetch(new URL("api/v1/hello", url))).json()) as Hello;

describe("the page of aisle run", () => {
  it("is told first of all and shows the store, read-only; it is gone when the run ends", async () => {
    let address = "";
    const io = await running([], async (url) => {
      address = url;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:48[789]\d\/$/);
      const page = await fetch(url);
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await page.text()).toContain("<script");
      expect(await hello(url)).toMatchObject({
        version: wireVersion,
        mode: "live",
        rights: { command: false, install: false },
        truth: false,
      });
    });
    expect(io.stdout.lines[0]).toBe(`Page: ${address}`);
    await expect(fetch(address)).rejects.toThrow();
    expect([io.handlers, io.clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("is the first of the JSON lines", async () => {
    const io = fakeIo();
    await main(["run", "--for", "3", "--speed", "max", "--json"], io);
    expect(JSON.parse(io.stdout.lines[0] ?? "")).toEqual({ type: "page", url: expect.stringMatching(/^http:/) });
  });

  it("may command devices where that is allowed", async () => {
    await running(["--page-allow", "commands"], async (url) => {
      expect((await hello(url)).rights).toEqual({ command: true, install: false });
    });
  });

  it("is not there where it is off", async () => {
    const io = fakeIo();
    await main(["run", "--for", "3", "--speed", "max", "--page", "off"], io);
    expect(io.stdout.text).not.toContain("Page:");
  });

  it("stands on another port where the first is taken, and a second store's beside it", async () => {
    await running([], async (first) => {
      await running([], async (second) => {
        expect(second).not.toBe(first);
        expect((await hello(second)).mode).toBe("live");
      });
    });
  });

  it("ends the run where the port that was named is taken, and says which", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const io = fakeIo();
    expect(await main(["run", "--speed", "max", "--page", String(port)], io)).toBe(2);
    other.close();
    expect(io.stderr.text).toContain(`Another program listens at 127.0.0.1, port ${port}`);
    expect(io.stderr.text).toContain("code: console-port-taken");
    expect(io.stdout.text).not.toContain("Page:");
    expect([io.handlers, io.clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("wants the token that was given, and never says it", async () => {
    const token = "a-token-that-is-long-enough-0123456789";
    writeFileSync(join(folder, "token"), `${token}\n`);
    const io = await running(["--page-token", "token"], async (url) => {
      expect((await fetch(new URL("api/v1/hello", url))).status).toBe(401);
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(new URL("api/v1/hello", url), { headers })).status).toBe(200);
    });
    expect(io.stdout.text + io.stderr.text).not.toContain(token);
  });

  it("is refused with a token that is none, or a file that is not there", async () => {
    writeFileSync(join(folder, "token"), "\n");
    const io = fakeIo({ cwd: folder });
    expect(await main(["run", "--speed", "max", "--page-token", "token"], io)).toBe(2);
    expect(io.stderr.text).toContain("code: console-options-invalid");
    expect(await main(["run", "--speed", "max", "--page-token", "gone"], io)).toBe(2);
    expect(io.stderr.text).toContain("the file of --page-token cannot be read");
  });
});
