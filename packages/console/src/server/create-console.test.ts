import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { createConsole } from "./create-console.ts";
import { fakeSource } from "./testing/fake-source.ts";
import { serveTest } from "./testing/served.ts";

it("what does not lie below its path is left to the host", async () => {
  await using served = await serveTest({ basePath: "/shop/aisle/" });
  for (const path of ["/", "/shop", "/shop/aislex", "/shop/aisle2/api/v1/hello", "/api/v1/hello"]) {
    expect((await served.ask(path)).status).toBe(418);
  }
  expect((await served.ask("/shop/aisle/api/v1/hello")).status).toBe(200);
  expect(served.console.path).toBe("/shop/aisle/");
});

it("its path without the last slash leads to the page, for the page's addresses are relative", async () => {
  await using served = await serveTest({ basePath: "/aisle" });
  expect(await served.ask("/aisle?t=1")).toMatchObject({ status: 308, headers: { location: "/aisle/?t=1" } });
  expect(await served.ask("/aisle")).toMatchObject({ status: 308, headers: { location: "/aisle/" } });
});

it.each(["", "aisle", "/a b", "/../x", "/a//b", "//evil.example", "/a?b"])("%j is no base path", (basePath) => {
  expect(() => createConsole(fakeSource(), { basePath })).toThrow(
    expect.objectContaining({ code: "console-options-invalid" }),
  );
});

it.each(["", "a:80", "http://a", "a b"])("%j is no name of a host", (host) => {
  expect(() => createConsole(fakeSource(), { hosts: [host] })).toThrow(
    expect.objectContaining({ code: "console-options-invalid" }),
  );
});

it("a log that throws harms nobody", async () => {
  const line = (): never => {
    throw new TypeError("disk full");
  };
  const source = fakeSource({ command: async () => ({ outcome: "done" }) });
  const log = { debug: line, info: line, warn: line, error: line };
  await using served = await serveTest({ source, log, rights: { command: true } });
  const wish = { device: "g", command: "c", input: null, key: "k" };
  expect((await served.post("/api/v1/commands", wish)).json).toEqual({ outcome: "done" });
});

/** Sends a request and never reads what comes. */
function neverReads(port: number, path: string): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  return socket;
}

it("an answer that nobody takes is broken off after a minute", async () => {
  const source = fakeSource({ evidence: () => "x".repeat(16_000_000) as never });
  await using served = await serveTest({ source });
  const socket = neverReads(served.port, "/api/v1/evidence/x");
  while (served.responses[0]?.writableEnded !== true) await served.clock.settle();
  served.clock.advanceTo(served.clock.now() + 59_999);
  expect(served.responses[0].destroyed).toBe(false);
  served.clock.advanceTo(served.clock.now() + 1);
  expect(served.responses[0].destroyed).toBe(true);
  socket.destroy();
});

it("no more than 128 requests are answered at once", async () => {
  const source = fakeSource({ command: async () => ({ outcome: "done" }) });
  await using served = await serveTest({ source, rights: { command: true } });
  const head = "POST /api/v1/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  const sockets = Array.from({ length: 128 }, () => {
    const socket = connect(served.port, "127.0.0.1");
    socket.write(`${head}Content-Length: 9\r\n\r\n{`);
    return socket;
  });
  while (served.responses.length < 128) await served.clock.settle();
  expect(await served.ask("/api/v1/hello")).toMatchObject({ status: 503, error: { code: "console-busy" } });
  // Their bodies do not come in time.
  const ends = sockets.map((socket) => once(socket.resume(), "close"));
  served.clock.advanceTo(served.clock.now() + 10_000);
  await Promise.all(ends);
  expect((await served.ask("/api/v1/hello")).status).toBe(200);
});
