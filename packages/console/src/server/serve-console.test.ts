import { createServer } from "node:http";
import { request as tlsRequest } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createConsole } from "./create-console.ts";
import { serveConsole } from "./serve-console.ts";
import { cert, key } from "./testing/certificate.ts";
import { fakeSource } from "./testing/fake-source.ts";

const token = "a-token-of-the-shop";
const secured = () => createConsole(fakeSource(), { token });
const open = () => createConsole(fakeSource());

it("a console is served at loopback, and is gone when it is closed", async () => {
  const console = createConsole(fakeSource(), { basePath: "/aisle" });
  const served = await serveConsole(console, { port: 0 });
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/aisle\/$/);
  expect((await fetch(`${served.url}api/v1/hello`)).status).toBe(200);
  expect((await fetch(new URL("/other", served.url))).status).toBe(404);
  const stream = await fetch(`${served.url}api/v1/stream`);
  expect(stream.status).toBe(200);
  await served.close();
  await expect(fetch(served.url)).rejects.toThrow();
  await expect(stream.text()).rejects.toThrow();
  console.close();
});

it.each([
  ["nothing", open, undefined, "a token and TLS"],
  ["a token alone", secured, undefined, "TLS"],
  ["TLS alone", open, { cert, key }, "a token"],
] as const)("beyond loopback %s is not enough", async (_, make, tls, missing) => {
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "store.example.com"]) {
    await expect(serveConsole(make(), { host, port: 0, ...(tls === undefined ? {} : { tls }) })).rejects.toMatchObject({
      code: "console-beyond-loopback",
      message: `Beyond this machine the console needs ${missing}.`,
      remedy: expect.stringContaining("127.0.0.1"),
    });
  }
});

it("with a token over TLS it may be reached from everywhere; its cookie is for TLS only", async () => {
  const served = await serveConsole(secured(), { host: "0.0.0.0", port: 0, tls: { cert, key: Buffer.from(key) } });
  const port = Number(/^https:\/\/localhost:(\d+)\/$/.exec(served.url)?.[1]);
  const cookies = await new Promise((resolve, reject) => {
    const path = "/api/v1/login";
    const headers = { "content-type": "application/json" };
    const request = tlsRequest({ host: "127.0.0.1", port, path, method: "POST", headers, ca: cert }, (response) => {
      response.resume();
      resolve(response.headers["set-cookie"]);
    });
    request.on("error", reject);
    request.end(JSON.stringify({ token }));
  });
  expect(cookies).toEqual([expect.stringContaining("; Secure")]);
  await served.close();
});

it("a certificate that is none is refused without a word of the key", async () => {
  const wrong = "-----BEGIN PRIVATE KEY-----\nsecret-of-the-shop\n-----END PRIVATE KEY-----\n";
  const refused = serveConsole(secured(), { port: 0, tls: { cert, key: wrong } });
  await expect(refused).rejects.toMatchObject({
    code: "console-tls-invalid",
    message: expect.not.stringContaining("secret"),
  });
  await expect(refused).rejects.not.toHaveProperty("cause");
});

it("a port that is taken is told apart from an address that is not this machine's", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(serveConsole(open(), { port })).rejects.toMatchObject({ code: "console-port-taken" });
  other.close();
  const elsewhere = { host: "192.0.2.1", port: 0, tls: { cert, key } };
  await expect(serveConsole(secured(), elsewhere)).rejects.toMatchObject({ code: "console-listen-failed" });
});

it.each([{ port: -1 }, { port: 1.5 }, { port: 65_536 }, { host: "" }, { host: "http://localhost" }])(
  "%j is no place to listen at",
  async (options) => {
    await expect(serveConsole(open(), options)).rejects.toMatchObject({ code: "console-options-invalid" });
  },
);
