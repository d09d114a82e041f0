import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { Mark } from "../../wire/index.ts";
import { fakeSource, markAt } from "../testing/fake-source.ts";
import { serveTest } from "../testing/served.ts";

const api = "/api/v1";

it("hello tells what is shown, and only the rights that both the host and the source give", async () => {
  const installation = { cameras: [{ camera: "cam-1", at: "2026-03-02T09:30:00.000Z", medianError: 0.012 }] };
  const source = fakeSource({
    command: async () => ({ outcome: "done" }),
    ...{ settingsFile: "store.yaml", modelFile: "store.json" },
    installation: { ...installation, plates: [], gates: [] },
  });
  await using served = await serveTest({ source, rights: { command: true, install: true } });
  const { status, headers, json } = await served.ask(`${api}/hello`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    version: 1,
    mode: "live",
    name: "corner shop",
    store: { currency: "EUR" },
    rights: { command: true, install: false },
    settingsFile: "store.yaml",
    modelFile: "store.json",
    installation,
    truth: false,
    tape: { chunkMs: 10_000 },
  });
  expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
});

it("a console may nothing but look unless it is told", async () => {
  const source = fakeSource({ command: async () => ({ outcome: "done" }), install: async () => undefined });
  await using served = await serveTest({ source });
  const { json } = await served.ask(`${api}/hello`);
  expect(json).toMatchObject({ rights: { command: false, install: false } });
});

it("a chunk goes out as it lies on the tape, and unpacked to whoever takes no gzip", async () => {
  await using served = await serveTest();
  const packed = await served.ask(`${api}/chunks/0`, { headers: { "accept-encoding": "br, gzip;q=0.8" } });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(packed.bytes).toEqual(await served.source.chunk(0));
  const chunk = { index: 0, from: 0 };
  expect(JSON.parse(gunzipSync(packed.bytes).toString())).toEqual(chunk);
  for (const none of ["identity", "gzip;q=0", ""]) {
    const { headers, json } = await served.ask(`${api}/chunks/0`, { headers: { "accept-encoding": none } });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(json).toEqual(chunk);
  }
});

it("a moment is the chunk that holds it", async () => {
  await using served = await serveTest();
  expect((await served.ask(`${api}/moment?t=1234.5678901234567`)).json).toMatchObject({ index: 0, provisional: true });
});

it("marks may be asked for by time", async () => {
  await using served = await serveTest();
  served.source.marked.push(markAt(10), markAt(20), markAt(30));
  const times = async (query: string): Promise<number[]> =>
    ((await served.ask(`${api}/marks${query}`)).json as Mark[]).map(({ t }) => t);
  expect(await times("")).toEqual([10, 20, 30]);
  expect(await times("?from=20")).toEqual([20, 30]);
  expect(await times("?from=11&to=20")).toEqual([20]);
});

it("evidence, truth and plates come from the source", async () => {
  const evidence = { interaction: { id: "a/b" } };
  const source = fakeSource({
    evidence: (id) => (id === "a/b" ? (evidence as never) : undefined),
    truth: () => ({ paths: [], interactions: [], receipts: [] }),
    plates: (shelf) => (shelf === "g 1" ? [] : undefined),
  });
  await using served = await serveTest({ source });
  expect((await served.ask(`${api}/evidence/a%2Fb`)).json).toEqual(evidence);
  expect((await served.ask(`${api}/truth`)).json).toEqual({ paths: [], interactions: [], receipts: [] });
  expect((await served.ask(`${api}/plates?shelf=g%201`)).json).toEqual([]);
  expect((await served.ask(`${api}/plates?shelf=g2`)).status).toBe(404);
});

it.each(["/chunks/1", "/moment?t=99999", "/evidence/nothing", "/truth"])(
  "%s, which may come later, is answered with nothing",
  async (path) => {
    await using served = await serveTest();
    const answer = await served.ask(`${api}${path}`);
    expect({ status: answer.status, bytes: answer.bytes.length }).toEqual({ status: 204, bytes: 0 });
  },
);

it.each([
  ["/chunks/-1", 400],
  ["/chunks/1e3", 400],
  ["/chunks", 404],
  ["/chunks/0/1", 404],
  ["/moment", 400],
  ["/moment?t=NaN", 400],
  ["/marks?from=x", 400],
  ["/evidence/%E0%A4%A", 400],
  ["/plates", 404],
  ["/nothing", 404],
  ["/hello/", 404],
  ["/", 404],
  ["/constructor", 404],
  ["/__proto__", 404],
])("%s is refused in JSON with status %i", async (path, status) => {
  await using served = await serveTest();
  const answer = await served.ask(`${api}${path}`);
  expect(answer.status).toBe(status);
  expect(answer.error).toEqual({
    code: status === 404 ? "console-not-there" : "console-request-invalid",
    message: expect.any(String),
    remedy: expect.any(String),
  });
});

it("a method that nothing is done with is told what is", async () => {
  await using served = await serveTest({ rights: { command: true } });
  const expectRefused = async (path: string, method: string, allow: string): Promise<void> => {
    expect(await served.ask(path, { method })).toMatchObject({ status: 405, headers: { allow } });
  };
  await expectRefused(`${api}/hello`, "POST", "GET, HEAD");
  await expectRefused(`${api}/hello`, "OPTIONS", "GET, HEAD");
  await expectRefused(`${api}/commands`, "GET", "POST");
  await expectRefused(`${api}/commands`, "PUT", "POST");
  await expectRefused("/", "POST", "GET, HEAD");
});

it("HEAD says what GET would, without a body", async () => {
  await using served = await serveTest();
  const { headers } = await served.ask(`${api}/hello`);
  const head = await served.ask(`${api}/hello`, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.bytes).toHaveLength(0);
  expect(head.headers["content-length"]).toBe(headers["content-length"]);
  expect(await served.ask(`${api}/stream`, { method: "HEAD" })).toMatchObject({
    status: 200,
    headers: { "content-type": "text/event-stream" },
  });
});

it("no more than 32 chunks are read at once", async () => {
  let go = (): void => undefined;
  const gate = new Promise<undefined>((resolve) => {
    go = () => resolve(undefined);
  });
  let asked = 0;
  let allAsked = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    allAsked = resolve;
  });
  const source = fakeSource({
    chunk: () => {
      asked += 1;
      if (asked === 32) allAsked();
      return gate;
    },
  });
  await using served = await serveTest({ source });
  const under = Array.from({ length: 32 }, () => served.ask(`${api}/chunks/0`));
  await waiting;
  expect(await served.ask(`${api}/chunks/0`)).toMatchObject({ status: 503, json: { error: { code: "console-busy" } } });
  go();
  expect((await Promise.all(under)).map(({ status }) => status)).toEqual(new Array(32).fill(204));
  expect((await served.ask(`${api}/chunks/0`)).status).toBe(204);
});

it("what a source throws by mistake is not told to the client but to the log", async () => {
  const lines: unknown[] = [];
  const line = (...words: unknown[]): void => void lines.push(words);
  const source = fakeSource({
    evidence: () => {
      throw new TypeError("a private detail");
    },
  });
  await using served = await serveTest({ source, log: { debug: line, info: line, warn: line, error: line } });
  const { status, error, bytes } = await served.ask(`${api}/evidence/x`);
  expect(status).toBe(500);
  expect(error.code).toBe("console-failed");
  expect(bytes.toString()).not.toContain("private");
  expect(JSON.stringify(lines)).toContain("a private detail");
});
