import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStoreModel, readStoreSettings } from "@aisle/sdk/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InstallRequest } from "../wire/index.ts";
import { type InstallDisk, realDisk } from "./disk.ts";
import { createInstallWriter } from "./install-writer.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-install-"));
  file = join(folder, "store.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = (): number => Date.UTC(2026, 2, 2, 9, 30);
const at = "2026-03-02T09:30:00.000Z";
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const install = (request: InstallRequest, disk: InstallDisk = realDisk): Promise<void> =>
  createInstallWriter({ settingsFile: file, now, disk, env: {} })(request);

const calibration: InstallRequest = {
  tool: "calibration",
  camera: {
    id: "cam-2",
    K: [
      [700.1234567891, 0, 640],
      [0, 700.1234567891, 360],
      [0, 0, 1],
    ],
    R: [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, -1],
    ],
    t: [1, -2.5, 3],
  },
  medianError: 0.01234567,
};
const rows = { K: "[[700, 0, 640], [0, 700, 360], [0, 0, 1]]", R: "[[1, 0, 0], [0, -1, 0], [0, 0, -1]]" };

const inline = `# The shop round the corner
store: # kept here
  format: aisle-store/1
  name: "Corner"   # in quotes
  currency: EUR
  floor: [[0, 0], [4.50, 0], [4.50, 1e1], [0, 10]]
  cameras:
    - { id: cam-1, width: 1280, height: 720, fps: 10, K: ${rows.K}, R: ${rows.R}, t: [0, 0, 3.0] }
    - id: cam-2
      width: 1280
      height: 720
      fps: 10
      K: # from the maker
        - [600, 0, 640]
        - [0, 600, 360]
        - [0, 0, 1]
      R: ${rows.R}
      t:
        - 0
        - 0
        - 3
      # nothing more
  gates:
    - { id: gate-1, at: [0, 1], inward: [1, 0], width: 0.90 }
  shelves:
    - { id: g1, rateHz: 20, plates: [{ id: g1/p1, center: [1, 1, 1], size: [0.3, 0.4], facing: [0, -1] }] }

devices: [] # none yet
`;

describe("writing a calibration", () => {
  it("changes three values of store.yaml and nothing else that is written there", async () => {
    writeFileSync(file, inline);
    await install(calibration);
    const text = read("store.yaml");
    const { store, installation } = readStoreSettings(text, { file, env: {} });
    expect(store).toMatchObject({
      model: {
        cameras: [
          { id: "cam-1" },
          {
            ...calibration.camera,
            K: [
              [700.123457, 0, 640],
              [0, 700.123457, 360],
              [0, 0, 1],
            ],
          },
        ],
      },
    });
    expect(installation).toMatchObject({ cameras: [{ camera: "cam-2", at, medianError: 0.0123 }] });
    const gone = inline.split("\n").filter((line) => !text.includes(line));
    expect(gone.every((line) => /^ {8}- |^ {6}R: /.test(line))).toBe(true);
    for (const kept of ["# from the maker", "# nothing more", "[4.50, 1e1]", '"Corner"   # in quotes', "width: 0.90"]) {
      expect(text).toContain(kept);
    }
    expect(read("store.yaml.bak")).toBe(inline);
  });

  it("goes into the JSON that `store:` names, indented as it was, and is noted in store.yaml", async () => {
    const model = {
      format: "aisle-store/1",
      name: "Corner",
      currency: "EUR",
      floor: [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
      cameras: ["cam-1", "cam-2"].map((id) => ({
        id,
        width: 1280,
        height: 720,
        fps: 10,
        K: JSON.parse(rows.K),
        R: JSON.parse(rows.R),
        t: [0, 0, 3],
      })),
    };
    const was = JSON.stringify(model, null, 1);
    writeFileSync(join(folder, "model.json"), was);
    writeFileSync(file, "store: ./model.json # beside this\n");
    await install(calibration);
    const text = read("model.json");
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 1));
    expect(readStoreModel(text, { file }).cameras[1]).toMatchObject({ id: "cam-2", t: [1, -2.5, 3] });
    expect(JSON.parse(text)).toMatchObject({ cameras: [model.cameras[0], {}] });
    expect(read("store.yaml")).toBe(
      `store: ./model.json # beside this\n\ninstallation:\n  cameras:\n    - camera: cam-2\n      at: ${at}\n      medianError: 0.0123\n`,
    );
  });

  it("keeps the model of before beside the new one, also where store.yaml took a second try", async () => {
    const { K, R } = { K: JSON.parse(rows.K), R: JSON.parse(rows.R) };
    const camera = { id: "cam-2", width: 1280, height: 720, fps: 10, K, R, t: [0, 0, 3] };
    const floor = [0, 4, 4].map((x, k) => [x, k < 2 ? 0 : 4]);
    const was = JSON.stringify({ format: "aisle-store/1", name: "Corner", currency: "EUR", floor, cameras: [camera] });
    writeFileSync(join(folder, "model.json"), was);
    writeFileSync(file, "store: ./model.json\n");
    const stuck: InstallDisk = {
      ...realDisk,
      write: (to, ...rest) =>
        to.includes("store.yaml") ? Promise.reject(new RangeError("EIO")) : realDisk.write(to, ...rest),
    };
    await expect(install(calibration, stuck)).rejects.toMatchObject({ code: "console-install-failed" });
    await install(calibration);
    expect(read("store.yaml")).toContain("medianError");
    expect(read("model.json")).not.toBe(was);
    expect(read("model.json.bak")).toBe(was);
  });

  it("writes nothing where a value is shared with another camera by an anchor", async () => {
    const shared = inline
      .replace(`R: ${rows.R}, t: [0, 0, 3.0]`, `R: &r ${rows.R}, t: [0, 0, 3.0]`)
      .replace(`      R: ${rows.R}`, "      R: *r");
    writeFileSync(
      file,
      shared.replace("id: cam-1", "id: cam-9").replace("id: cam-2", "id: cam-1").replace("id: cam-9", "id: cam-2"),
    );
    const was = read("store.yaml");
    await expect(install(calibration)).rejects.toMatchObject({ code: "console-install-refused" });
    expect(read("store.yaml")).toBe(was);
    expect(readdirSync(folder)).toEqual(["store.yaml"]);
  });

  it("refuses what is no rotation, a camera that is not there, and a simulated store", async () => {
    writeFileSync(file, inline);
    const camera = {
      ...calibration.camera,
      R: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 2],
      ],
    } as const;
    await expect(install({ ...calibration, camera })).rejects.toMatchObject({
      code: "console-install-refused",
      remedy: expect.stringContaining("nothing was written"),
    });
    const other = { ...calibration.camera, id: "cam-7" };
    await expect(install({ ...calibration, camera: other })).rejects.toMatchObject({
      message: expect.stringContaining('"cam-7"'),
    });
    expect(read("store.yaml")).toBe(inline);
    writeFileSync(file, "simulation: {}\n");
    await expect(install(calibration)).rejects.toMatchObject({ code: "console-install-simulated" });
  });
});

describe("writing what was checked", () => {
  const plates: InstallRequest = {
    tool: "plates",
    plates: [{ plate: "g1/p1", state: "crossed", answered: "g1/p1", noise: 1.5 }],
  };
  const gate: InstallRequest = {
    tool: "gate",
    gate: {
      gate: "gate-1",
      steps: [
        { step: "scan", passed: true },
        { step: "out", passed: false, text: "not seen" },
      ],
    },
  };

  it("keeps one finding a thing, the newest, below everything else", async () => {
    writeFileSync(file, inline);
    const write = createInstallWriter({ settingsFile: file, now, env: {} });
    await Promise.all([
      write(plates),
      write(gate),
      write({ tool: "plates", plates: [{ plate: "g1/p1", state: "ok" }] }),
    ]);
    const text = read("store.yaml");
    expect(text.startsWith(inline.trimEnd())).toBe(true);
    expect(readStoreSettings(text, { file, env: {} }).installation).toEqual({
      cameras: [],
      plates: [{ plate: "g1/p1", state: "ok", at }],
      gates: [
        {
          gate: "gate-1",
          at,
          steps: [
            { step: "scan", passed: true },
            { step: "out", passed: false, text: "not seen" },
          ],
        },
      ],
    });
  });

  it("keeps what follows the section, and works in settings that are JSON", async () => {
    writeFileSync(file, `installation:\n  gates: []\n\n# the devices\n${inline}`);
    await install(plates);
    expect(read("store.yaml").endsWith(`# the devices\n${inline}`)).toBe(true);
    const json = `${JSON.stringify({ simulation: { seed: 7 }, devices: [] }, null, 2)}\n`;
    writeFileSync(file, json);
    await install(gate);
    await install(plates);
    const found = JSON.parse(read("store.yaml"));
    expect(found).toMatchObject({
      simulation: { seed: 7 },
      installation: { plates: [{ plate: "g1/p1" }], gates: [{ gate: "gate-1" }] },
    });
    expect(read("store.yaml")).toBe(`${JSON.stringify(found, null, 2)}\n`);
  });

  it("writes words that look like a reference as words, however often they are written again", async () => {
    writeFileSync(file, inline);
    const text = "sign says $${KEY} or ${KEY}";
    const step = { step: "scan", passed: false, text };
    const env = { KEY: "not for this file" };
    const write = createInstallWriter({ settingsFile: file, now, env });
    await write({ tool: "gate", gate: { gate: "gate-1", steps: [step] } });
    await write(plates);
    expect(read("store.yaml")).not.toContain(env.KEY);
    expect(readStoreSettings(read("store.yaml"), { file, env }).installation?.gates[0]?.steps).toEqual([step]);
  });

  it("does not write over what somebody else wrote in the meantime", async () => {
    writeFileSync(file, inline);
    const disk: InstallDisk = {
      ...realDisk,
      async copy(from, to) {
        await realDisk.copy(from, to);
        writeFileSync(file, `${inline}# mine\n`);
      },
    };
    await expect(install(plates, disk)).rejects.toMatchObject({ code: "console-install-changed", retryable: true });
    expect(read("store.yaml")).toBe(`${inline}# mine\n`);
    expect(readdirSync(folder)).not.toContain("store.yaml.new");
  });

  it("leaves the old file whole when the disk is full, and says which file and what to do", async () => {
    writeFileSync(file, inline);
    const disk: InstallDisk = { ...realDisk, write: () => Promise.reject(new RangeError("ENOSPC: no space left")) };
    await expect(install(plates, disk)).rejects.toMatchObject({
      code: "console-install-failed",
      message: expect.stringContaining(file),
      remedy: expect.stringContaining("room"),
    });
    expect(read("store.yaml")).toBe(inline);
  });

  it.skipIf(process.platform === "win32")("keeps a link a link, and the file's mode", async () => {
    writeFileSync(join(folder, "real.yaml"), inline);
    chmodSync(join(folder, "real.yaml"), 0o640);
    symlinkSync("real.yaml", file);
    await install(plates);
    expect(statSync(join(folder, "real.yaml")).mode & 0o777).toBe(0o640);
    expect(read("real.yaml")).toContain("installation:");
  });
});
