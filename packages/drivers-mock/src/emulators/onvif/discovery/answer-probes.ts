import { createSocket } from "node:dgram";
import { isIPv4 } from "node:net";
import { type Clock, type Random, toAisleError } from "@aisle/sdk";
import { randomHex } from "../auth/index.ts";
import { type Findable, matches, probeMatches, readProbe } from "./probe.ts";

/** Where a camera listens for probes. */
export interface DiscoveryOptions {
  /** A multicast group, of which several cameras can be members, or an address of this machine for one alone. */
  readonly address: string;
  /** 3702 is the standard's; 0 takes a free one. */
  readonly port: number;
}

/** A camera that answers probes. */
export interface ProbeAnswerer {
  readonly port: number;
  readonly counts: { readonly answered: number; readonly ignored: number };
  close(): Promise<void>;
}

/** Answers in a second at most, so that a camera is no use to whoever forges addresses. */
const mostAnswers = 50;

/**
 * Answers WS-Discovery probes on the interface of `host`, and nothing else; no Hello, no Bye. Raises what
 * `toAisleError` makes of a port or group that cannot be had.
 */
export async function answerProbes(
  findable: Findable,
  host: string,
  { address, port }: DiscoveryOptions,
  clock: Clock,
  random: Random,
): Promise<ProbeAnswerer> {
  const socket = createSocket({ type: isIPv4(address) ? "udp4" : "udp6", reuseAddr: true });
  const counts = { answered: 0, ignored: 0 };
  const isGroup = isIPv4(address) ? /^2(2[4-9]|3\d)\./.test(address) : /^ff/i.test(address);
  let second = 0;
  let answers = 0;

  socket.on("message", (datagram, sender) => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) [second, answers] = [now, 0];
    const probe = answers < mostAnswers ? readProbe(datagram) : undefined;
    if (probe === undefined || !matches(probe, findable)) {
      counts.ignored++;
      return;
    }
    answers++;
    counts.answered++;
    const reply = probeMatches(probe, findable, `urn:uuid:${uuid(random)}`);
    // Whether it arrives is the wire's matter: probes are repeated.
    socket.send(reply, sender.port, sender.address, () => undefined);
  });

  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      // Windows binds to no group address.
      const own = isGroup && process.platform === "win32" ? host : address;
      socket.bind({ port, address: own, exclusive: false }, resolve);
    });
    if (isGroup) {
      socket.addMembership(address, host);
      // What a camera sends leaves by the interface that it listens on.
      if (isIPv4(host)) socket.setMulticastInterface(host);
    }
  } catch (thrown) {
    socket.on("error", () => undefined);
    socket.close();
    throw toAisleError(thrown);
  }
  socket.on("error", () => undefined);

  let closing: Promise<void> | undefined;
  return {
    port: socket.address().port,
    counts,
    close: () =>
      (closing ??= new Promise((resolve) => {
        socket.close(resolve);
      })),
  };
}

function uuid(random: Random): string {
  const hex = randomHex(random, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
