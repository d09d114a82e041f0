import { type DeviceFacts, type DiscoveredAddress, seededRandom, silentLogger, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { type DiscoveryOptions, discoverCameras } from "./discover-cameras.ts";
import { readProbeMatches } from "./probe-matches.ts";
import type { UdpOptions } from "./udp.ts";

interface Match {
  readonly endpoint?: string;
  readonly addresses?: string;
  readonly scopes?: readonly string[];
  readonly relatesTo?: string;
}

const scopes = ["onvif://www.onvif.org/type/video_encoder", "onvif://www.onvif.org/hardware/C-1%20Pro"];

const answer = ({
  endpoint = "urn:uuid:1",
  addresses = "http://10.0.0.9/onvif/device_service",
  ...more
}: Match): Uint8Array =>
  new TextEncoder().encode(
    `<e:Envelope><e:Header>${more.relatesTo === undefined ? "" : `<w:RelatesTo>${more.relatesTo}</w:RelatesTo>`}</e:Header><e:Body><d:ProbeMatches><d:ProbeMatch><w:EndpointReference><w:Address>${endpoint}</w:Address></w:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${(more.scopes ?? scopes).join("\n ")}</d:Scopes><d:XAddrs>${addresses}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`,
  );

/** Interfaces whose sockets are in the hands of the test. */
function network(addresses: readonly string[] = ["10.0.0.1"], refuse: readonly string[] = []) {
  const sockets: (UdpOptions & { sent: string[]; open: boolean })[] = [];
  const options: DiscoveryOptions = {
    interfaces: () => addresses,
    openUdp: async (given) => {
      if (refuse.includes(given.address)) throw Object.assign(new Error("no"), { code: "EADDRNOTAVAIL" });
      const socket = { ...given, sent: [] as string[], open: true };
      sockets.push(socket);
      return {
        send: (bytes, port, group) => socket.sent.push(`${group}:${port} ${new TextDecoder().decode(bytes)}`),
        close: () => {
          socket.open = false;
        },
      };
    },
  };
  return { sockets, options };
}

function search(options: DiscoveryOptions, signal = new AbortController().signal) {
  const clock = new VirtualClock(0);
  const found: DiscoveredAddress[] = [];
  const searching = (async () => {
    for await (const address of discoverCameras({ clock, signal, log: silentLogger }, options)) found.push(address);
  })();
  searching.catch(() => undefined);
  return { clock, found, searching };
}

describe("looking for cameras", () => {
  it("asks twice on every interface, for both types, and gives settings that are ready, with what the scopes say", async () => {
    const { sockets, options } = network(["10.0.0.1", "192.168.1.1"]);
    const { clock, found, searching } = search(options);
    await clock.run(1_000);
    expect(sockets.map(({ sent }) => sent.length)).toEqual([4, 4]);
    expect(sockets[0]?.sent[0]).toMatch(/^239\.255\.255\.250:3702 .*dn:NetworkVideoTransmitter/);
    expect(sockets[0]?.sent[1]).toContain("<d:Types>tds:Device<");
    const id = /MessageID>([^<]+)</.exec(sockets[0]?.sent[0] ?? "")?.[1] ?? "";
    sockets[0]?.onMessage(
      answer({
        relatesTo: id,
        scopes: [
          ...scopes,
          "onvif://www.onvif.org/manufacturer/Acme",
          "onvif://www.onvif.org/MAC/AA-BB-CC-00-11-22",
          "ldap:///x",
        ],
      }),
      "10.0.0.9",
    );
    await clock.run(5_000);
    await searching;
    expect(found).toEqual([
      {
        settings: { host: "10.0.0.9", port: 80, path: "/onvif/device_service" },
        facts: {
          onvifScope: [
            ...scopes,
            "onvif://www.onvif.org/manufacturer/Acme",
            "onvif://www.onvif.org/MAC/AA-BB-CC-00-11-22",
          ],
          manufacturer: "Acme",
          product: "C-1 Pro",
          mac: "aa:bb:cc:00:11:22",
        } satisfies DeviceFacts,
      },
    ]);
    expect(sockets.every(({ open }) => !open)).toBe(true);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("takes the address by which the camera answered, whatever it calls itself, and never its userinfo", async () => {
    const { sockets, options } = network();
    const { clock, found, searching } = search(options);
    await clock.settle();
    const many = "http://192.168.1.108:80/a http://u:p@10.0.0.9:8080/b http://[fe80::1]/c";
    sockets[0]?.onMessage(answer({ addresses: many }), "10.0.0.9");
    sockets[0]?.onMessage(
      answer({ endpoint: "urn:uuid:2", addresses: "https://192.168.1.108/x http://192.168.1.108/y" }),
      "10.0.0.10",
    );
    sockets[0]?.onMessage(answer({ endpoint: "urn:uuid:3", addresses: "https://cam/x" }), "10.0.0.11");
    await clock.run(5_000);
    await searching;
    expect(found.map(({ settings }) => settings)).toEqual([
      { host: "10.0.0.9", port: 8080, path: "/b" },
      { host: "10.0.0.10", port: 80, path: "/y" },
      { host: "10.0.0.11", port: 443, path: "/x", tls: {} },
    ]);
  });

  it("survives garbage, and gives a camera that answers often once", async () => {
    const { sockets, options } = network();
    const { clock, found, searching } = search(options);
    await clock.settle();
    const random = seededRandom(3);
    const good = answer({});
    const junk = [
      new Uint8Array(0),
      new TextEncoder().encode("hello"),
      new TextEncoder().encode("<a>"),
      new Uint8Array(65_507).fill(60),
      answer({ addresses: "" }),
      answer({ addresses: "javascript:1 ftp://x/ http:// not-an-address http://x:0/" }),
      answer({ scopes: ["ldap:///printer"] }),
      answer({ relatesTo: "urn:uuid:of-somebody-else" }),
    ];
    for (let times = 0; times < 100; times += 1) {
      for (const bytes of junk) sockets[0]?.onMessage(bytes, "10.0.0.66");
      const cut = good.slice(0, Math.floor(random() * good.length));
      sockets[0]?.onMessage(cut, "10.0.0.9");
      sockets[0]?.onMessage(good, "10.0.0.9");
      sockets[0]?.onError("a text");
    }
    await clock.run(5_000);
    await searching;
    expect(found).toHaveLength(1);
  });

  it("ends at 256 cameras, and looks at no datagram beyond 4096", async () => {
    const { sockets, options } = network();
    const { clock, found, searching } = search(options);
    await clock.settle();
    for (let index = 0; index < 300; index += 1)
      sockets[0]?.onMessage(answer({ endpoint: `urn:uuid:${index}` }), "10.0.0.9");
    await searching;
    expect(found).toHaveLength(256);
    expect(clock.nextTimerAt()).toBeUndefined();
    const other = network();
    const second = search(other.options);
    await second.clock.settle();
    for (let index = 0; index < 4_096; index += 1) other.sockets[0]?.onMessage(new Uint8Array(1), "10.0.0.66");
    other.sockets[0]?.onMessage(answer({}), "10.0.0.9");
    await second.clock.run(5_000);
    expect(second.found).toEqual([]);
  });

  it("ends at once when it is told to, also while a socket does not open", async () => {
    const told = new AbortController();
    const { sockets, options } = network();
    const { clock, searching } = search(options, told.signal);
    await clock.settle();
    told.abort();
    await searching;
    expect(sockets[0]?.open).toBe(false);
    const hanging = search({ interfaces: () => ["10.0.0.1"], openUdp: () => new Promise(() => undefined) });
    await hanging.clock.run(5_000);
    await hanging.searching;
    expect([clock.nextTimerAt(), hanging.clock.nextTimerAt()]).toEqual([undefined, undefined]);
  });

  it("goes on where one interface cannot be asked, and fails where none can", async () => {
    const some = network(["10.0.0.1", "10.9.9.9"], ["10.9.9.9"]);
    const { clock, found, searching } = search(some.options);
    await clock.settle();
    some.sockets[0]?.onMessage(answer({}), "10.0.0.9");
    await clock.run(5_000);
    await searching;
    expect(found).toHaveLength(1);
    const none = search(network(["10.9.9.9"], ["10.9.9.9"]).options);
    await expect(none.searching).rejects.toMatchObject({ code: "unreachable" });
    await expect(search({ interfaces: () => [] }).searching).resolves.toBeUndefined();
  });

  it("closes its sockets when nobody takes any more", async () => {
    const { sockets, options } = network();
    const clock = new VirtualClock(0);
    const iterator = discoverCameras({ clock, signal: new AbortController().signal, log: silentLogger }, options);
    const first = iterator.next();
    await clock.settle();
    sockets[0]?.onMessage(answer({}), "10.0.0.9");
    await first;
    await iterator.return();
    expect(sockets[0]?.open).toBe(false);
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});

it("answers to a probe are read without throwing, however they are broken", () => {
  const random = seededRandom(11);
  const good = answer({});
  for (let times = 0; times < 5_000; times += 1) {
    const bytes = good.slice();
    for (let hits = 0; hits < 3; hits += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    readProbeMatches(bytes, "10.0.0.9", new Set());
  }
});
