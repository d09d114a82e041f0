import { AisleError } from "@aisle/sdk";
import { expect, it } from "vitest";
import type { CommandRequest, InstallRequest, ServiceRequest } from "../../wire/index.ts";
import { fakeSource } from "../testing/fake-source.ts";
import { serveTest } from "../testing/served.ts";

const api = "/api/v1";
const rights = { command: true, install: true };
const admit = { device: "gate-1", command: "admit", input: { direction: "in" }, key: "k-1" };

it("a command reaches the source with its key, and the log says who sent what, without its input", async () => {
  const lines: unknown[] = [];
  const line = (...words: unknown[]): void => void lines.push(words);
  const sent: CommandRequest[] = [];
  const source = fakeSource({
    command: async (request) => {
      sent.push(request);
      return { outcome: "refused", code: "device-not-online" };
    },
  });
  await using served = await serveTest({ source, rights, log: { debug: line, info: line, warn: line, error: line } });
  const { status, json } = await served.post(`${api}/commands`, { ...admit, input: { pin: "4711-4711" }, more: 1 });
  expect({ status, json }).toEqual({ status: 200, json: { outcome: "refused", code: "device-not-online" } });
  expect(sent).toEqual([{ ...admit, input: { pin: "4711-4711" } }]);
  const text = JSON.stringify(lines);
  for (const word of ["gate-1", "admit", "refused", "device-not-online", "127.0.0.1"]) expect(text).toContain(word);
  expect(text).not.toContain("4711");
});

it("the same key is the same wish: asked twice at once and once more later, it is done once", async () => {
  let done = 0;
  const source = fakeSource({
    command: async () => {
      done += 1;
      return { outcome: "unknown", message: `try ${done}` };
    },
  });
  await using served = await serveTest({ source, rights });
  const [one, two] = await Promise.all([served.post(`${api}/commands`, admit), served.post(`${api}/commands`, admit)]);
  const three = await served.post(`${api}/commands`, admit);
  expect([one.json, two.json, three.json]).toEqual(new Array(3).fill({ outcome: "unknown", message: "try 1" }));
  const other = await served.post(`${api}/commands`, { ...admit, device: "gate-2" });
  expect(other).toMatchObject({ status: 409, json: { error: { code: "console-key-reused" } } });
  await served.post(`${api}/commands`, { ...admit, key: "k-2" });
  expect(done).toBe(2);
});

it("a command that failed is not tried again for the same key either", async () => {
  let tries = 0;
  const source = fakeSource({
    command: async () => {
      tries += 1;
      throw new AisleError("device-unknown", "There is no gate-1.", { category: "usage" });
    },
  });
  await using served = await serveTest({ source, rights });
  for (let i = 0; i < 2; i += 1) {
    expect(await served.post(`${api}/commands`, admit)).toMatchObject({
      status: 404,
      json: { error: { code: "device-unknown", message: "There is no gate-1." } },
    });
  }
  expect(tries).toBe(1);
});

it("a device is taken out of service and put back", async () => {
  const wishes: ServiceRequest[] = [];
  const source = fakeSource({
    setService: async (request) => {
      wishes.push(request);
      return { outcome: "done" };
    },
  });
  await using served = await serveTest({ source, rights });
  const out = { device: "g1", inService: false, reason: "cleaning" };
  expect(await served.post(`${api}/service`, out)).toMatchObject({ status: 200, json: { outcome: "done" } });
  await served.post(`${api}/service`, { device: "g1", inService: true, reason: "" });
  expect(wishes).toEqual([out, { device: "g1", inService: true }]);
});

const camera = {
  id: "cam-1",
  K: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  R: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  t: [0, 0, 1],
};

it.each<[string, unknown]>([
  ["a calibration", { tool: "calibration", camera, medianError: 0.01 }],
  ["plates", { tool: "plates", plates: [{ plate: "p1", state: "crossed", noise: 0.3, drift: 1, answered: "p2" }] }],
  ["a gate", { tool: "gate", gate: { gate: "gate-1", steps: [{ step: "scan", passed: true, text: "read" }] } }],
])("%s is handed to the source to be written", async (_, request) => {
  const written: InstallRequest[] = [];
  const source = fakeSource({
    install: async (given) => {
      written.push(given);
    },
  });
  await using served = await serveTest({ source, rights });
  expect(await served.post(`${api}/install`, request)).toMatchObject({ status: 200, json: {} });
  expect(written).toEqual([request]);
});

it("what the source finds wrong with an installation is told with its remedy", async () => {
  const source = fakeSource({
    install: async () => {
      const options = { category: "settings", remedy: "Put it back." } as const;
      throw new AisleError("console-file-gone", "The settings are gone.", options);
    },
  });
  await using served = await serveTest({ source, rights });
  expect(await served.post(`${api}/install`, { tool: "plates", plates: [] })).toMatchObject({
    status: 400,
    json: { error: { code: "console-file-gone", message: "The settings are gone.", remedy: "Put it back." } },
  });
});

it.each<[string, unknown, string]>([
  ["commands", [], "body"],
  ["commands", { ...admit, device: "" }, "device"],
  ["commands", { ...admit, key: "k".repeat(201) }, "key"],
  ["service", { device: "g1", inService: "yes" }, "inService"],
  ["install", { tool: "hammer" }, "tool"],
  ["install", { tool: "calibration", camera: { ...camera, t: [0, 0, null] }, medianError: 0 }, "camera.t[2]"],
  ["install", { tool: "calibration", camera: { ...camera, R: [[1, 0, 0]] }, medianError: 0 }, "camera.R[1]"],
  ["install", { tool: "plates", plates: [{ plate: "p1", state: "fine" }] }, "plates[0].state"],
  ["install", { tool: "gate", gate: { gate: "g", steps: new Array(101).fill({}) } }, "gate.steps"],
])("%s that say something else than asked for are refused with the field's name (%#)", async (path, body, field) => {
  const failing = async (): Promise<never> => {
    throw new AisleError("driver-bug", "It was reached.", { category: "driver" });
  };
  const source = fakeSource({ command: failing, setService: failing, install: failing });
  await using served = await serveTest({ source, rights });
  const { status, error } = await served.post(`${api}/${path}`, body);
  expect(status).toBe(400);
  expect(error).toMatchObject({ code: "console-request-invalid" });
  expect(error.message).toContain(`${field}: expected`);
});

it("without the right nothing is done, and the refusal names how to allow it", async () => {
  const never = async (): Promise<never> => {
    throw new AisleError("driver-bug", "It was reached.", { category: "driver" });
  };
  const source = fakeSource({ command: never, setService: never, install: never });
  await using served = await serveTest({ source });
  for (const [path, option] of [
    ["commands", "--page-allow commands"],
    ["service", "--page-allow commands"],
    ["install", "--page-allow install"],
  ] as const) {
    const { status, error } = await served.post(`${api}/${path}`, admit);
    expect({ status, code: error.code }).toEqual({ status: 403, code: "console-right-missing" });
    expect(error.remedy).toContain(option);
  }
});

it("a recording takes no command, whatever is allowed", async () => {
  await using served = await serveTest({ rights });
  for (const path of ["commands", "service", "install"]) {
    expect((await served.post(`${api}/${path}`, admit)).status).toBe(404);
  }
});
