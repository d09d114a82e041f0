import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { firstValueFrom, lastValueFrom, toArray } from "rxjs";
import { afterEach, describe, expect, it } from "vitest";
import { silentLogger } from "../hub/log.ts";
import { systemClock } from "../time/system-clock.ts";
import { VirtualClock } from "../time/virtual-clock.ts";
import { tcp } from "./tcp.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    const closed = once(server, "close");
    server.close();
    await closed;
  }
});

/** A server on a free port, and the one connection to it. */
async function listen(): Promise<{ port: number; peer: Promise<Socket> }> {
  const server = createServer();
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const peer = once(server, "connection").then(([socket]) => socket as Socket);
  return { port: (server.address() as AddressInfo).port, peer };
}

async function open(
  port: number,
  signal = new AbortController().signal,
  clock: VirtualClock | typeof systemClock = systemClock,
) {
  const settings = { host: "127.0.0.1", port, connectTimeout: 1_000 };
  return tcp.open({ settings, signal, clock, log: silentLogger });
}

describe("the tcp transport", () => {
  it("carries bytes both ways, and keeps what comes before anybody listens", async () => {
    const { port, peer } = await listen();
    const { transport, close } = await open(port);
    const socket = await peer;
    socket.write("early");
    await transport.write(new TextEncoder().encode("hello"));
    const [sent] = (await once(socket, "data")) as [Buffer];
    expect(sent.toString()).toBe("hello");
    const got = await firstValueFrom(transport.bytes$);
    expect(Buffer.from(got).toString()).toBe("early");
    await close();
  });

  it("ends its bytes and says that it is lost when the other side closes", async () => {
    const { port, peer } = await listen();
    const { transport, lost$, close } = await open(port);
    (await peer).end("bye");
    const lost = lost$ && firstValueFrom(lost$);
    const chunks = await lastValueFrom(transport.bytes$.pipe(toArray()));
    expect(Buffer.concat(chunks).toString()).toBe("bye");
    await expect(lost).resolves.toBeUndefined();
    await close();
    await close();
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: "device-gone", retryable: true });
  });

  it("errors with device-gone when the other side resets the connection", async () => {
    const { port, peer } = await listen();
    const { transport, close } = await open(port);
    const end = lastValueFrom(transport.bytes$);
    (await peer).resetAndDestroy();
    await expect(end).rejects.toMatchObject({ code: "device-gone" });
    await close();
  });

  it("ends the bytes of whoever listens after the loss", async () => {
    const { port, peer } = await listen();
    const { transport, lost$, close } = await open(port);
    const lost = lost$ && firstValueFrom(lost$);
    (await peer).resetAndDestroy();
    await lost;
    await expect(lastValueFrom(transport.bytes$, { defaultValue: "ended" })).resolves.toBe("ended");
    await close();
  });

  it("says unreachable where nobody listens", async () => {
    const { port } = await listen();
    servers.splice(0).forEach((server) => server.close());
    await expect(open(port)).rejects.toMatchObject({
      code: "unreachable",
      category: "transport",
      remedy: expect.any(String),
    });
  });

  it("gives up at its deadline and when it is told to, without a timer or listener left", async () => {
    const clock = new VirtualClock(0);
    const opening = open(9, AbortSignal.abort(), clock);
    await expect(opening).rejects.toMatchObject({ code: "aborted" });
    expect(clock.nextTimerAt()).toBeUndefined();
    const { port } = await listen();
    const late = open(port, new AbortController().signal, clock);
    // Before the operating system can have told of the connection.
    clock.advanceTo(1_000);
    await expect(late).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });

  it("refuses more than the other side takes rather than hold it", async () => {
    const { port, peer } = await listen();
    const { transport, close } = await open(port);
    const socket = (await peer).pause();
    const chunk = new Uint8Array(512 * 1024);
    const writes = Promise.allSettled(Array.from({ length: 40 }, () => transport.write(chunk)));
    await close();
    socket.destroy();
    const reasons = (await writes).flatMap((write): unknown[] => (write.status === "rejected" ? [write.reason] : []));
    expect(reasons.at(-1)).toMatchObject({ code: "transport-congested" });
    expect(reasons.length).toBeGreaterThan(30);
  });

  it("ends no process when a driver forgets to await a write that fails", async () => {
    const { port } = await listen();
    const { transport, close } = await open(port);
    await close();
    // An unhandled rejection would fail the whole run of tests.
    void transport.write(Uint8Array.of(1));
    await new Promise((resolve) => setImmediate(resolve));
  });

  it("loses the connection, not the process, when a driver throws on its bytes", async () => {
    const { port, peer } = await listen();
    const { transport, lost$, close } = await open(port);
    const lost = lost$ && firstValueFrom(lost$);
    transport.bytes$.subscribe(() => {
      throw new RangeError("parser");
    });
    (await peer).write("x");
    await expect(lost).resolves.toMatchObject({ code: "driver-bug", message: "parser" });
    await close();
  });
});
