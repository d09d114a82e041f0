import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, it } from "vitest";
import { openNodeUdp, ownAddresses } from "./udp.ts";

it("a UDP socket carries datagrams both ways, and closes twice without harm", async () => {
  const peer = createSocket("udp4");
  peer.bind(0, "127.0.0.1");
  await once(peer, "listening");
  let heard: (text: string) => void = () => undefined;
  const hearing = new Promise<string>((resolve) => (heard = resolve));
  const socket = await openNodeUdp({
    address: "127.0.0.1",
    onMessage: (bytes, from) => heard(`${new TextDecoder().decode(bytes)} from ${from}`),
    onError: (thrown) => expect.unreachable(String(thrown)),
  });
  peer.once("message", (bytes, from) => peer.send(`re: ${bytes.toString()}`, from.port, from.address));
  socket.send(new TextEncoder().encode("hello"), peer.address().port, "127.0.0.1");
  expect(await hearing).toBe("re: hello from 127.0.0.1");
  socket.close();
  socket.close();
  socket.send(new Uint8Array(1), 9, "127.0.0.1");
  const closed = once(peer, "close");
  peer.close();
  await closed;
});

it("an address that is not this machine's is refused with a reason", async () => {
  const opening = openNodeUdp({ address: "203.0.113.1", onMessage: () => undefined, onError: () => undefined });
  await expect(opening).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});

it("this machine's own loopback is asked only where that is wanted", () => {
  expect(ownAddresses(false)).not.toContain("127.0.0.1");
  expect(ownAddresses(true)).toContain("127.0.0.1");
});
