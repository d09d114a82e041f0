import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStoreSettings } from "@aisle/sdk/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEmulatorMessage } from "../src/emulate/index.ts";
import { main } from "../src/index.ts";
import { type FakeIo, fakeIo } from "../src/testing/fake-io.ts";
import { written } from "../src/testing/written.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-emulate-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the emulators and waits, turn by turn of the event loop, until they can be reached. */
async function start(io: FakeIo, ...words: string[]) {
  const running = main(["emulate", "--json", ...words], io);
  await written(io, "\n", running);
  const ready = readEmulatorMessage(io.stdout.lines[0] ?? "");
  if (ready?.type !== "ready") return expect.fail(`never ready: ${io.stderr.text}`);
  return { running, ready };
}

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.on("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });

describe("aisle emulate", () => {
  it("tells how each device is reached, writes settings that reach it, and lets go of every port at the end", async () => {
    const io = fakeIo({ cwd: folder });
    const { running, ready } = await start(io, "--write", "lab");
    const file = join(folder, "lab", "store.yaml");
    const settings = readStoreSettings(readFileSync(file, "utf8"), { file });
    expect(settings.store).toEqual({ file: "./store.json" });
    // Such as that a password stands in the file itself.
    expect(settings.warnings).toEqual([]);
    expect(existsSync(join(folder, "lab", "store.json"))).toBe(true);
    expect(new Set(settings.devices.map(({ driver }) => driver))).toEqual(
      new Set([
        ...["modbus-weight-shelf", "modbus-turnstile", "serial-turnstile", "serial-scanner", "hid-scanner"],
        ...["serial-scale", "hid-scale", "onvif-camera"],
      ]),
    );
    const bus = (ready.settings as { buses: { settings: { port: number } }[] }).buses[0];
    const port = bus?.settings.port ?? 0;
    expect(await connects(port)).toBe(true);
    io.interrupt("SIGINT");
    expect(await running).toBe(0);
    expect(await connects(port)).toBe(false);
    expect([io.handlers, io.clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("switches faults on and off over HTTP, and says what is wrong with a request", async () => {
    const io = fakeIo({ cwd: folder });
    const { running, ready } = await start(io);
    const post = async (body: string): Promise<{ status: number; content: unknown }> => {
      const response = await fetch(`${ready.control}/faults`, { method: "POST", body });
      return { status: response.status, content: await response.json() };
    };
    const { content } = await post(JSON.stringify({ wire: "cam-1", fault: "unauthorised" }));
    expect(content).toMatchObject({ wire: "cam-1", fault: "unauthorised" });
    expect((await post(JSON.stringify({ wire: "cam-1", fault: null }))).content).toMatchObject({
      wire: "cam-1",
      fault: null,
    });
    const status = async (path: string, method: string): Promise<number> =>
      (await fetch(`${ready.control}${path}`, { method })).status;
    expect([await status("/", "GET"), await status("/", "POST"), await status("/faults", "GET")]).toEqual([
      200, 405, 405,
    ]);
    expect([await status("/fault", "POST"), await status("/constructor", "GET")]).toEqual([404, 404]);
    const wrong = [
      ["{", "no JSON"],
      ['{"wire":"cam-99","fault":"unplug"}', 'no wire "cam-99"'],
      ['{"wire":"gate-1","fault":"unauthorised"}', 'no fault "unauthorised"'],
      ['{"wire":"gate-1"}', "fault"],
    ];
    for (const [body = "", said] of wrong) {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.content)).toContain(said?.replaceAll('"', String.raw`\"`));
    }
    io.interrupt("SIGTERM");
    expect(await running).toBe(0);
  });

  it("refuses a file without a simulation, and a folder that cannot be made", async () => {
    const io = fakeIo({ cwd: folder });
    writeFileSync(join(folder, "store.yaml"), "store: ./store.json\ndevices: []\n");
    expect(await main(["emulate", "store.yaml"], io)).toBe(2);
    expect(io.stderr.text).toContain("has no simulation");
    expect(await main(["emulate", "--write", "store.yaml/lab"], io)).toBe(2);
    expect(io.stderr.text).toMatch(/--write: the folder .*lab cannot be made/);
    expect(io.stderr.text).not.toContain("inside Aisle");
  });

  it("refuses serial paths that are none of its wires' before it opens anything", async () => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["emulate", "--serial", "cam-1=/dev/null"], io)).toBe(2);
    expect(io.stderr.text).toContain('"cam-1" is no wire that can go on a serial path');
    expect(await main(["emulate", "--serial", "cam-1"], io)).toBe(2);
    expect(io.stderr.text).toContain("--serial takes WIRE=PATH");
  });
});
