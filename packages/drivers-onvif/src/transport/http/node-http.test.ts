import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { certificate, key } from "./certificate.fixture.ts";
import type { HttpRequest, TlsOptions } from "./http-client.ts";
import { nodeHttp } from "./node-http.ts";

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) {
    const closed = once(server, "close");
    server.close();
    await closed;
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const ask = (url: string, more: Partial<HttpRequest> = {}) =>
  nodeHttp({ url, method: "GET", headers: {}, maxBytes: 1_000, signal: new AbortController().signal, ...more });

describe("the HTTP client", () => {
  it("carries a request and its answer, whatever its status, and keeps no connection", async () => {
    const port = await listen(
      createServer((request, response) => {
        request.on("data", (chunk: Buffer) => {
          response.writeHead(
            401,
            [
              ["WWW-Authenticate", "Digest a=1"],
              ["WWW-Authenticate", "Digest b=2"],
            ].flat(),
          );
          response.end(
            `${request.method ?? ""} ${request.url ?? ""} ${request.headers["x-a"] as string} ${request.headers.host ?? ""} ${chunk.toString()}`,
          );
        });
      }),
    );
    const { status, headers, body } = await ask(`http://127.0.0.1:${port}/a?b=c`, {
      method: "POST",
      headers: { "x-a": "1" },
      body: new TextEncoder().encode("hello"),
    });
    expect([status, headers["www-authenticate"]]).toEqual([401, "Digest a=1, Digest b=2"]);
    expect(new TextDecoder().decode(body)).toBe(`POST /a?b=c 1 127.0.0.1:${port} hello`);
    while (sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("ends an answer without end at its size, and the connection with it", async () => {
    const port = await listen(
      createServer((_, response) => {
        const more = (): void => {
          while (response.write("x".repeat(500)));
        };
        response.on("drain", more);
        more();
      }),
    );
    await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "onvif-reply-too-big" });
    while (sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("lets go at once when it is told to", async () => {
    const giving = new AbortController();
    const port = await listen(createServer(() => giving.abort()));
    await expect(ask(`http://127.0.0.1:${port}/`, { signal: giving.signal })).rejects.toMatchObject({
      code: "aborted",
    });
    await expect(ask(`http://127.0.0.1:${port}/`, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "aborted",
    });
  });

  it.each([
    ["nothing", "", "device-gone"],
    ["noise", "\u0000\u0001garbage\r\n\r\n", "onvif-reply-invalid"],
    ["half an answer", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "device-gone"],
    [
      "another protocol",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
      "device-gone",
    ],
  ])("says what is wrong where %s comes back", async (_what, text, code) => {
    const port = await listen(
      createRawServer((socket) => socket.on("error", () => undefined).once("data", () => socket.end(text))),
    );
    await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code });
  });

  it("says unreachable where nobody listens", async () => {
    const server = createServer();
    const port = await listen(server);
    servers.splice(0);
    server.close();
    await once(server, "close");
    await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("the HTTP client over TLS", () => {
  it.each(["HTTP/1.1 400 Bad Request\r\n\r\n", "RTSP/1.0 400 Bad Request\r\n\r\n"])(
    "says that no HTTPS answers where %j comes back",
    async (text) => {
      const port = await listen(
        createRawServer((socket) => socket.on("error", () => undefined).once("data", () => socket.end(text))),
      );
      await expect(ask(`https://127.0.0.1:${port}/`, { tls: {} })).rejects.toMatchObject({
        code: "onvif-no-https",
        message: expect.stringContaining("No HTTPS answers at this port"),
        remedy: expect.stringMatching(/^Check `port`/),
      });
    },
  );

  const fingerprint256 = new X509Certificate(certificate).fingerprint256;

  it.each<[string, TlsOptions, boolean]>([
    ["takes a certificate that is pinned", { fingerprint256 }, true],
    [
      "takes a pinned one written without colons, in small letters",
      { fingerprint256: fingerprint256.replaceAll(":", "").toLowerCase() },
      true,
    ],
    ["takes a certificate that the given authority vouches for", { ca: certificate }, true],
    ["refuses one that nobody vouches for", {}, false],
    ["refuses another than the pinned one", { fingerprint256: "00".repeat(32) }, false],
    [
      "refuses another than the pinned one, even if somebody vouches for it",
      { ca: certificate, fingerprint256: "00".repeat(32) },
      false,
    ],
  ])("%s", async (_what, tls, taken) => {
    let requests = 0;
    const server = createSecureServer({ cert: certificate, key }, (_, response) => {
      requests += 1;
      response.end("in private");
    });
    const port = await listen(server);
    const asking = ask(`https://127.0.0.1:${port}/`, { tls });
    if (taken) await expect(asking).resolves.toMatchObject({ status: 200 });
    else {
      await expect(asking).rejects.toMatchObject({
        code: "onvif-certificate",
        message: expect.stringContaining(fingerprint256),
        remedy: expect.stringContaining("tls.fingerprint256"),
      });
    }
    // A stranger hears nothing, not even who asks.
    expect(requests).toBe(taken ? 1 : 0);
  });
});
