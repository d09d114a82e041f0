import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { fakeSource } from "../testing/fake-source.ts";
import { serveTest } from "../testing/served.ts";
import { guardHost } from "./site-guard.ts";

const hello = "/api/v1/hello";

it.each(["127.0.0.1:4870", "localhost", "LOCALHOST:80", "[::1]:4870", "shop.localhost", "127.8.8.8"])(
  "at loopback, the host %s is this machine",
  async (host) => {
    await using served = await serveTest();
    expect((await served.ask(hello, { headers: { host } })).status).toBe(200);
  },
);

it.each([
  "evil.example",
  "127.0.0.1.evil.example",
  "localhost.evil.example",
  "evil.example:127",
  "127.0.0.1@evil.example",
  "127.0.0.1:1:2",
  "192.168.1.5",
  "[::2]",
])("at loopback, the host %j is refused for the page and for the wire format", async (host) => {
  await using served = await serveTest();
  for (const path of ["/", hello, "/api/v1/stream"]) {
    const answer = await served.ask(path, { headers: { host } });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: "console-host-refused" } } });
  }
});

it("a host app may be reached by the names that it tells", async () => {
  await using served = await serveTest({ hosts: ["Store.example.com"] });
  expect((await served.ask(hello, { headers: { host: "store.example.com:8443" } })).status).toBe(200);
  expect((await served.ask(hello, { headers: { host: "127.0.0.1" } })).status).toBe(200);
  expect((await served.ask(hello, { headers: { host: "example.com" } })).status).toBe(403);
});

/** A request as it comes in at an address that is not loopback. */
function fromOutside(host: string): IncomingMessage {
  return { headers: { host }, socket: { localAddress: "192.168.1.5" } } as unknown as IncomingMessage;
}

it("beyond loopback any name will do, unless the host app has told its names", () => {
  expect(() => guardHost(fromOutside("store.example.com"), [])).not.toThrow();
  expect(() => guardHost(fromOutside("store.example.com"), ["store.example.com"])).not.toThrow();
  expect(() => guardHost(fromOutside("evil.example"), ["store.example.com"])).toThrow();
  expect(() => guardHost(fromOutside("a b"), [])).toThrow();
});

const wish = { device: "gate-1", command: "admit", input: {}, key: "k" };

it.each([
  [{ origin: "http://evil.example" }],
  [{ origin: "null" }],
  [{ origin: "http://localhost:1" }],
  [{ origin: "" }],
  [{ origin: "http://localhost", "sec-fetch-site": "same-site" }],
  [{ "sec-fetch-site": "cross-site" }],
])("a command from another site's page is refused: %j", async (headers) => {
  const source = fakeSource({ command: async () => ({ outcome: "done" }) });
  await using served = await serveTest({ source, rights: { command: true } });
  const { status, error } = await served.post("/api/v1/commands", wish, { host: "localhost", ...headers });
  expect({ status, code: error.code }).toEqual({ status: 403, code: "console-origin-refused" });
});

it.each([[{ origin: "http://localhost" }], [{ origin: "https://localhost", "sec-fetch-site": "same-origin" }], [{}]])(
  "a command from the own page or from a program is taken: %j",
  async (headers) => {
    const source = fakeSource({ command: async () => ({ outcome: "done" }) });
    await using served = await serveTest({ source, rights: { command: true } });
    expect((await served.post("/api/v1/commands", wish, { host: "localhost", ...headers })).status).toBe(200);
  },
);

it("another site's script may not read, nor hold a stream open, but may link to the page", async () => {
  await using served = await serveTest();
  for (const site of ["cross-site", "same-site"]) {
    const headers = { "sec-fetch-site": site };
    for (const path of [hello, "/api/v1/stream"]) expect((await served.ask(path, { headers })).status).toBe(403);
    expect((await served.ask("/", { headers })).status).not.toBe(403);
  }
});
