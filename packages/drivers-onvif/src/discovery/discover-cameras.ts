import { type AisleError, type DiscoverContext, type DiscoveredAddress, toAisleError } from "@aisle/sdk";
import { discoveryGroup, discoveryPort, makeProbes } from "./probe.ts";
import { readProbeMatches } from "./probe-matches.ts";
import { type OpenUdp, openNodeUdp, ownAddresses, type UdpSocket } from "./udp.ts";

/** How cameras are looked for. */
export interface DiscoveryOptions {
  /** Opens UDP sockets; node:dgram unless told. */
  readonly openUdp?: OpenUdp;
  /** IPv4 addresses of the interfaces to ask by; all that lead out of this machine unless told. */
  readonly interfaces?: () => readonly string[];
  /** Also asks on this machine itself, for emulators. */
  readonly loopback?: boolean;
  /** Milliseconds to wait for answers; 5000 unless told. */
  readonly within?: number;
}

const mostCameras = 256;
/** Datagrams that are looked at in one search: enough for every camera to answer every probe on a few interfaces. */
const mostDatagrams = 4_096;
const mostInterfaces = 32;
/** A probe is said twice (WS-Discovery, April 2005, section 2.4 and SOAP-over-UDP appendix I), for datagrams get lost (ms). */
const repeatMs = 250;

/**
 * Asks for cameras by WS-Discovery on every interface, and gives each that answers once. Ends after `within`, when it is
 * told to, or after 256. What else comes in is passed over; it fails only where no interface could be asked at all.
 */
export async function* discoverCameras(
  { signal, clock, log }: DiscoverContext,
  options: DiscoveryOptions = {},
): AsyncGenerator<DiscoveredAddress, void, undefined> {
  const { openUdp = openNodeUdp, loopback = false, within = 5_000 } = options;
  const addresses = (options.interfaces ?? (() => ownAddresses(loopback)))().slice(0, mostInterfaces);
  const probes = makeProbes();
  const ids = new Set(probes.map(({ id }) => id));
  const known = new Set<string>();
  const found: DiscoveredAddress[] = [];
  const sockets: UdpSocket[] = [];
  const errors: AisleError[] = [];
  let datagrams = 0;
  let over = false;
  let wake = (): void => undefined;

  const onMessage = (bytes: Uint8Array, from: string): void => {
    datagrams += 1;
    if (over || datagrams > mostDatagrams) return;
    for (const { key, address } of readProbeMatches(bytes, from, ids)) {
      if (known.has(key) || known.size >= mostCameras) continue;
      known.add(key);
      found.push(address);
    }
    wake();
  };
  const onError = (thrown: unknown): void => {
    const error = toAisleError(thrown);
    errors.push(error);
    if (errors.length <= mostInterfaces) log.debug(`Looking for cameras on an interface failed: ${error.message}`);
  };
  let tellEnd = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  const end = (): void => {
    over = true;
    tellEnd();
    wake();
  };
  const isOver = (): boolean => over;
  const ask = (): void => {
    for (const socket of sockets) {
      for (const { bytes } of probes) attempt(() => socket.send(bytes, discoveryPort, discoveryGroup), onError);
    }
  };
  const open = async (address: string): Promise<void> => {
    try {
      const socket = await openUdp({ address, onMessage, onError });
      if (isOver()) socket.close();
      else sockets.push(socket);
    } catch (thrown) {
      onError(thrown);
    }
  };

  const cancelEnd = clock.schedule(within, end);
  let cancelRepeat = (): void => undefined;
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    await Promise.race([Promise.all(addresses.map(open)), ended]);
    if (sockets.length === 0 && addresses.length > 0 && errors[0] !== undefined) throw errors[0];
    ask();
    cancelRepeat = clock.schedule(repeatMs, ask);
    for (;;) {
      const next = found.shift();
      if (next !== undefined) yield next;
      else if (isOver() || sockets.length === 0 || known.size >= mostCameras) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    over = true;
    cancelEnd();
    cancelRepeat();
    signal.removeEventListener("abort", end);
    for (const socket of sockets) attempt(() => socket.close(), onError);
  }
}

function attempt(work: () => void, onError: (thrown: unknown) => void): void {
  try {
    work();
  } catch (thrown) {
    onError(thrown);
  }
}
