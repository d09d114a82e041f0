import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { openHub, type Reading } from "@aisle/sdk";
import { filter, firstValueFrom } from "rxjs";
import { expect, it } from "vitest";
import { lineScanner } from "./line-scanner.ts";

async function serve(port = 0): Promise<{ server: Server; port: number; socket: Promise<Socket> }> {
  const server = createServer();
  const socket = once(server, "connection").then(([peer]) => peer as Socket);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port, socket };
}

it("a real device on a real socket is read, lost, waited for and read again, and nothing is left open", async () => {
  const first = await serve();
  await using hub = await openHub({
    drivers: [lineScanner],
    devices: [{ id: "scan-1", driver: "acme-scanner", transport: { port: first.port } }],
    supervision: { retryFirst: 5, retryCap: 5 },
  });
  const { status$, readings$, commands } = hub.device("scan-1", "barcode-scanner");
  const reach = (state: string) => firstValueFrom(status$.pipe(filter((status) => status.state === state)));
  const next = (): Promise<Reading<"barcode-scanner">> => firstValueFrom(readings$);

  await reach("online");
  const one = next();
  const peer = await first.socket;
  peer.write("]E0400638133");
  peer.write("3931\r\n");
  expect((await one).data).toEqual({ symbology: "]E0", data: "4006381333931" });
  const heard = once(peer, "data");
  await expect(commands.trigger({})).resolves.toEqual({ outcome: "done", output: undefined });
  expect(String((await heard)[0])).toBe("T\r\n");

  const closed = once(first.server, "close");
  first.server.close();
  peer.resetAndDestroy();
  await expect(reach("offline")).resolves.toMatchObject({ reason: { code: "device-gone" } });
  await closed;
  const refused = status$.pipe(filter((status) => status.state === "offline" && status.reason.code === "unreachable"));
  await expect(firstValueFrom(refused)).resolves.toMatchObject({ state: "offline" });

  const second = await serve(first.port);
  const two = next();
  (await second.socket).write("]Q1again\r\n");
  expect(await two).toMatchObject({ run: 2, seq: 2, data: { symbology: "]Q1", data: "again" } });
  await hub.close();
  // It closes only once every connection to it is gone.
  const end = once(second.server, "close");
  second.server.close();
  await end;
});
