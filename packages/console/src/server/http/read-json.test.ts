import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { fakeSource } from "../testing/fake-source.ts";
import { serveTest } from "../testing/served.ts";

const rights = { command: true };
const source = () => fakeSource({ command: async () => ({ outcome: "done" }) });
const path = "/api/v1/commands";
const wish = JSON.stringify({ device: "g", command: "c", input: "x".repeat(100), key: "k" });

it.each<[string, string | undefined, string | Buffer, number]>([
  ["of a form", "application/x-www-form-urlencoded", wish, 415],
  ["of plain text, which needs no leave of another site", "text/plain", wish, 415],
  ["without a type", undefined, wish, 415],
  ["that is no JSON", "application/json", "{", 400],
  ["that is no UTF-8", "application/json", Buffer.from([0x22, 0xff, 0x22]), 400],
  ["of more than 256 KiB", "application/json", JSON.stringify("x".repeat(256 * 1_024)), 413],
])("a body %s is refused", async (_, type, raw, status) => {
  await using served = await serveTest({ source: source(), rights });
  const headers = type === undefined ? {} : { "content-type": type };
  const answer = await served.ask(path, { method: "POST", raw, headers });
  expect(answer).toMatchObject({ status, json: { error: { code: "console-body-refused" } } });
});

it("a body may have its charset told, and be as long as allowed", async () => {
  await using served = await serveTest({ source: source(), rights });
  const headers = { "content-type": "Application/JSON; charset=utf-8" };
  const raw = wish.padEnd(256 * 1_024);
  expect((await served.ask(path, { method: "POST", raw, headers })).status).toBe(200);
});

const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;

it("a body that grows beyond 256 KiB without saying so is cut off", async () => {
  await using served = await serveTest({ source: source(), rights });
  const socket = connect(served.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
  for (let i = 0; i < 20; i += 1) socket.write(`4000\r\n${"x".repeat(0x4000)}\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

it("a body that does not come within ten seconds is given up", async () => {
  await using served = await serveTest({ source: source(), rights });
  const socket = connect(served.port, "127.0.0.1");
  socket.write(`${head}Content-Length: 100\r\n\r\n{`);
  while (served.clock.nextTimerAt() === undefined) await served.clock.settle();
  served.clock.advanceTo(served.clock.now() + 9_999);
  await served.clock.settle();
  expect(socket.bytesRead).toBe(0);
  served.clock.advanceTo(served.clock.now() + 1);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  await once(socket, "close");
});

it("a client that goes in the middle of its body leaves nothing behind", async () => {
  await using served = await serveTest({ source: source(), rights });
  const socket = connect(served.port, "127.0.0.1");
  socket.write(`${head}Content-Length: 100\r\n\r\n{`);
  while (served.clock.nextTimerAt() === undefined) await served.clock.settle();
  socket.destroy();
  while (served.clock.nextTimerAt() !== undefined) await served.clock.settle();
  expect((await served.ask("/api/v1/hello")).status).toBe(200);
});
