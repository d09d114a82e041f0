import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { seededRandom, systemClock } from "@aisle/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { echoDevice } from "./echo-device.fixture.ts";
import { faultyDevice } from "./faulty-device.ts";
import { serveTcp, type TcpServer } from "./serve-tcp.ts";

const servers: TcpServer[] = [];
const clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(...args: Parameters<typeof serveTcp>): Promise<TcpServer> {
  const server = await serveTcp(...args);
  servers.push(server);
  return server;
}

async function connect(server: TcpServer): Promise<Socket> {
  const socket = createConnection({ host: server.host, port: server.port });
  socket.on("error", () => undefined);
  clients.push(socket);
  await once(socket, "connect");
  return socket;
}

describe("a device that is served over TCP", () => {
  it("speaks with many clients at once, on this machine only and on a free port", async () => {
    const device = echoDevice();
    const server = await serve(device);
    expect([server.host, server.port > 0]).toEqual(["127.0.0.1", true]);
    const sockets = await Promise.all([connect(server), connect(server)]);
    for (const [index, socket] of sockets.entries()) {
      socket.write(`client ${index}`);
      const [answer] = (await once(socket, "data")) as [Buffer];
      expect(answer.toString()).toBe(`client ${index}`);
    }
    expect(server.connections).toBe(2);
  });

  it("ends every connection when it is closed, twice too, and tells the device", async () => {
    const device = echoDevice("hello");
    const server = await serve(device);
    const socket = await connect(server);
    await once(socket, "data");
    const ended = once(socket, "close");
    await Promise.all([server.close(), server.close()]);
    await ended;
    expect([device.counts, server.connections]).toEqual([{ came: 1, went: 1 }, 0]);
    await expect(connect(server)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("hangs up on a client that does not read rather than hold what waits for it", async () => {
    const device = echoDevice("hello");
    const server = await serve(device);
    const socket = await connect(server);
    await once(socket, "data");
    socket.pause();
    for (let sent = 0; device.lines.size > 0 && server.deaf === 0; sent += 1) {
      expect(sent).toBeLessThan(1_000);
      device.say("x".repeat(100_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.deaf).toBe(1);
  });

  it("hangs up on whoever is one too many, and on everybody the device refuses", async () => {
    const device = echoDevice("hello");
    const server = await serve(device, { mostClients: 1 });
    const first = await connect(server);
    await once(first, "data");
    const second = createConnection({ host: server.host, port: server.port }).on("error", () => undefined);
    await new Promise((resolve) => second.resume().once("close", resolve));
    expect(device.counts.came).toBe(1);
    const refusing = await serve({
      connect(line) {
        line.hangUp();
        return { receive: () => undefined, close: () => undefined };
      },
    });
    const refused = createConnection({ host: refusing.host, port: refusing.port }).on("error", () => undefined);
    await new Promise((resolve) => refused.resume().once("close", resolve));
    expect(refused.bytesRead).toBe(0);
  });

  it("does not listen while the device is unplugged, and does again on the same port when it is plugged in", async () => {
    const wire = faultyDevice(echoDevice("hello"), { clock: systemClock, random: seededRandom(1) });
    const server = await serve(wire);
    const socket = await connect(server);
    await once(socket, "data");
    const ended = once(socket.resume(), "close");
    wire.set("unplug");
    await ended;
    await expect(connect(server)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    wire.set(undefined);
    const [hello] = (await once(await connect(server), "data")) as [Buffer];
    expect(hello.toString()).toBe("hello");
    wire.set("unplug");
    wire.set(undefined);
    wire.set("unplug");
    await Promise.all([server.close(), server.close()]);
    wire.set(undefined);
    await expect(connect(server)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(server.connections).toBe(0);
  });

  it("lets the client have what was said before the device hung up", async () => {
    const device = echoDevice("hello");
    const server = await serve(device);
    const socket = await connect(server);
    await once(socket, "data");
    const said: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => said.push(chunk));
    device.say("bye");
    for (const line of device.lines) line.hangUp();
    await once(socket, "close");
    expect([Buffer.concat(said).toString(), device.counts.went]).toEqual(["bye", 1]);
  });

  it("refuses a port that is taken, and ends a client, not the process, when a device throws", async () => {
    const server = await serve({
      connect: () => ({
        receive: () => {
          throw new RangeError("device");
        },
        close: () => undefined,
      }),
    });
    await expect(serve(echoDevice(), { port: server.port })).rejects.toMatchObject({ code: "emulator-port-taken" });
    const socket = await connect(server);
    socket.write("x");
    await once(socket.resume(), "close");
  });
});
