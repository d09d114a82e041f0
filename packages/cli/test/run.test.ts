import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/index.ts";
import { type FakeIo, fakeIo } from "../src/testing/fake-io.ts";
import { writeTinyScene } from "../src/testing/tiny-scene.ts";
import { turn, written } from "../src/testing/written.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-run-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lets the io's time go on until the run has ended. */
async function timePasses(io: FakeIo, running: Promise<unknown>): Promise<void> {
  const state = { done: false };
  void running.finally(() => {
    state.done = true;
  });
  while (!state.done) {
    await turn();
    const next = io.clock.nextTimerAt();
    if (next !== undefined) io.clock.advanceTo(Math.min(next, io.clock.now() + 10));
  }
}

describe("aisle run of the simulated store", () => {
  it("opens sessions, bills them beside the truth, and ends with the verdict", async () => {
    const io = fakeIo();
    const code = await main(["run", "--for", "45", "--speed", "max", "--seed", "2"], io);
    expect(io.stderr.text).toBe("");
    expect(io.stdout.text).toMatch(/session s1 opened: MEMBER-\d+ at gate-\d/);
    expect(io.stdout.text).toMatch(/receipt s\d+ MEMBER-\d+: \d+\.\d\d EUR, .* \[exact\]/);
    expect(io.stdout.lines.at(-1)).toBe("check passed");
    expect(code).toBe(0);
    expect(io.handlers).toBe(0);
  });

  it("fails its check when the time was too short for five receipts", async () => {
    const io = fakeIo();
    expect(await main(["run", "--for", "3", "--speed", "max"], io)).toBe(1);
    expect(io.stdout.text).toContain("check failed: 0 receipts were closed; at least 5 were expected");
  });

  it("gives the same JSON lines for the same seed, others for another", async () => {
    const lines = async (seed: string): Promise<string> => {
      const io = fakeIo();
      await main(["run", "--for", "12", "--speed", "max", "--json", "--seed", seed, "--page", "off"], io);
      return io.stdout.text;
    };
    const first = await lines("7");
    const types = first
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(new Set(types)).toContain("session.opened");
    expect(new Set(types)).toContain("device.status");
    expect(types.at(-1)).toBe("summary");
    expect(await lines("7")).toBe(first);
    expect(await lines("8")).not.toBe(first);
  });

  it("shows a live view on a terminal and puts it back at Ctrl-C, which is a good end", async () => {
    const io = fakeIo({ tty: true });
    const running = main(["run", "--speed", "max"], io);
    await written(io, "MEMBER-", running, () => io.clock.advanceTo(io.clock.now() + 10));
    io.interrupt("SIGINT");
    expect(await running).toBe(0);
    expect(io.stdout.text).toContain("Sessions open: ");
    expect(io.stdout.text).toContain("Devices: ");
    expect(io.stdout.text.split("\u001b[?1049l")).toHaveLength(2);
    expect(io.stdout.text.split("\u001b[?1049l")[1]).toMatch(/^\d+ s of store time, /);
    expect([io.handlers, io.clock.nextTimerAt()]).toEqual([0, undefined]);
  });

  it("was cut short when Ctrl-C comes before its time is over", async () => {
    const io = fakeIo();
    const running = main(["run", "--for", "100000", "--speed", "max"], io);
    await written(io, "session s1 opened", running);
    io.interrupt("SIGINT");
    expect(await running).toBe(130);
    expect(io.stdout.text).not.toContain("check");
  });

  it("ends quietly when whoever reads it goes away", async () => {
    const io = fakeIo();
    const running = main(["run", "--speed", "max"], io);
    await written(io, "session s1 opened", running);
    io.stdout.closeReader();
    expect(await running).toBe(0);
    expect(io.stderr.text).toBe("");
    expect(io.handlers).toBe(0);
  });

  it("takes its settings from a file, the seed from the command line first, and says on which line they are wrong", async () => {
    const store = join(folder, "store.yaml");
    const run = async (text: string, ...options: string[]): Promise<[number, FakeIo]> => {
      writeFileSync(store, text);
      const io = fakeIo({ cwd: folder });
      return [await main(["run", "store.yaml", "--for", "6", "--speed", "max", "--page", "off", ...options], io), io];
    };
    const [, plain] = await run("simulation: { seed: 7 }\n");
    const [, seeded] = await run("simulation: { seed: 3 }\n", "--seed", "7");
    expect(seeded.stdout.text).toBe(plain.stdout.text);
    const [code, wrong] = await run("simulation:\n  seed: 7\n  meanItem: 2\n");
    expect(code).toBe(2);
    expect(wrong.stderr.text).toContain("meanItems");
    const [valueCode, value] = await run("simulation:\n  seed: 7\n  meanItems: many\n");
    expect(valueCode).toBe(2);
    expect(value.stderr.text).toContain(`${store}:3 simulation.meanItems`);
  });
});

const module = `
const settings = { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } };
const stream = (subscribe) => ({ subscribe: (observer) => ({ unsubscribe: subscribe(observer) ?? (() => {}) }) });
let scanned;
export default [
  { id: "a-scanner", kind: "barcode-scanner", transport: "none", settings, liveness: "unwatched",
    open: ({ clock }) => ({ readings: stream((to) => clock.schedule(1000, () =>
      to.next({ type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } }))) }) },
  { id: "a-gate", kind: "turnstile", transport: "none", settings, liveness: "unwatched",
    open: ({ clock }) => {
      let out;
      return { readings: stream((to) => { out = to; }), commands: {
        admit: ({ direction }) => void clock.schedule(500, () =>
          out.next({ type: "passage", data: { phase: "completed", direction } })),
      } };
    } },
  { id: "a-shelf", kind: "weight-shelf", transport: "none", settings, liveness: "unwatched",
    open: () => { throw new Error("no such shelf"); } },
];
`;

describe("aisle run of a store with devices", () => {
  const yaml = `
store: ./scene/store.json
drivers: [./gone.mjs, ./drivers.mjs]
devices:
  - { id: scanner-1, driver: a-scanner }
  - { id: gate-1, driver: a-gate }
  - { id: shelf-1, driver: a-shelf }
`;
  beforeEach(() => {
    writeTinyScene(join(folder, "scene"));
    writeFileSync(join(folder, "drivers.mjs"), module);
    writeFileSync(join(folder, "store.yaml"), yaml);
  });

  it("loads the drivers that can be loaded, admits whoever scans, and shows what is wrong with a device", async () => {
    const io = fakeIo({ cwd: folder });
    const running = main(["run", "store.yaml", "--for", "10"], io);
    await timePasses(io, running);
    expect(await running).toBe(0);
    expect(io.stderr.text).toContain("The plugin ./gone.mjs cannot be found");
    expect(io.stdout.text).toMatch(/device shelf-1 offline since .*no such shelf/);
    expect(io.stdout.text).toContain("session s1 opened: MEMBER-1 at gate-1");
    expect(io.stdout.lines.at(-1)).toContain("1 sessions still open");
    expect(io.clock.nextTimerAt()).toBeUndefined();
  });

  it("fails where every device is blocked, and says once that the plugin is to be mended", async () => {
    const own = yaml.replace("[./gone.mjs, ./drivers.mjs]", "[./gone.mjs]");
    writeFileSync(join(folder, "store.yaml"), own);
    const io = fakeIo({ cwd: folder });
    const running = main(["run", "store.yaml", "--for", "1"], io);
    await timePasses(io, running);
    expect(await running).toBe(1);
    expect(io.stdout.lines.at(-1)).toContain("check failed: every device of the store is blocked");
    expect(io.stderr.text).toContain("what is wanted for scanner-1, gate-1, shelf-1 is not there");
    expect(io.stderr.text).toContain("mend the plugin first, as is said above: ./gone.mjs");
    expect(io.stderr.text).not.toContain("there is no driver");
    expect(await main(["devices", "store.yaml"], io)).toBe(1);
    expect(io.stdout.text).toContain("./gone.mjs could not be used: mend that plugin first");
  });

  it("finds the drivers of the command line for a store in a folder where none is installed", async () => {
    const device = "  - { id: scanner-1, driver: hid-scanner, transport: { host: 127.0.0.1, port: 9 } }";
    writeFileSync(
      join(folder, "store.yaml"),
      `store: ./scene/store.json\ndrivers: ["@aisle/drivers-hid"]\ndevices:\n${device}\n`,
    );
    const io = fakeIo({ cwd: folder });
    expect(await main(["devices", "store.yaml"], io)).toBe(0);
    expect([io.stdout.text, io.stderr.text]).toEqual([
      "scanner-1  barcode-scanner  hid-scanner  hid 127.0.0.1:9  checked\n",
      "",
    ]);
  });

  it.each([["--seed", "1"], ["--speed", "2"], ["--in-process"]])(
    "refuses %s, which is for simulated stores",
    async (...words) => {
      const io = fakeIo({ cwd: folder });
      expect(await main(["run", "store.yaml", ...words], io)).toBe(2);
      expect(io.stderr.text).toContain(`${words[0]} is for a simulated store`);
    },
  );

  it("says what is wrong with the file, on which line", async () => {
    writeFileSync(join(folder, "store.yaml"), "store: ./scene/store.json\ndevcies: []\n");
    const io = fakeIo({ cwd: folder });
    expect(await main(["run", "store.yaml"], io)).toBe(2);
    expect(io.stderr.text).toContain("store.yaml:2 devcies");
    expect(io.stderr.text).toContain("did you mean `devices`?");
    expect(await main(["run", "gone.yaml"], io)).toBe(2);
  });
});
