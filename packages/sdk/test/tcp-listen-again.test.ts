import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { silentLogger, systemClock, tcp } from "@aisle/sdk";
import { firstValueFrom, map } from "rxjs";
import { expect, it } from "vitest";

it("a driver that asks, stops listening and listens again over tcp hears the next answer too", async () => {
  const server = createServer((socket) => {
    socket.on("data", (bytes) => socket.write(bytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { transport, close } = await tcp.open({
    settings: { host: "127.0.0.1", port: (server.address() as AddressInfo).port, connectTimeout: 5_000 },
    signal: new AbortController().signal,
    clock: systemClock,
    log: silentLogger,
  });
  for (const question of ["one", "two", "three"]) {
    const answer = firstValueFrom(transport.bytes$.pipe(map((bytes) => new TextDecoder().decode(bytes))));
    await transport.write(new TextEncoder().encode(question));
    await expect(answer).resolves.toBe(question);
  }
  await close();
  const closed = once(server, "close");
  server.close();
  await closed;
});
