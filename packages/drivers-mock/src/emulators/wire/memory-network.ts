import {
  AisleError,
  type Clock,
  type OpenTransport,
  type TcpSettings,
  type TransportContext,
  tcp,
  toAisleError,
} from "@aisle/sdk";
import type { ByteDevice } from "./devices.ts";
import { connectInMemory, type MemoryConnection } from "./memory-connection.ts";

/** A network inside the process: no socket, no operating system, and the same in virtual time as in real time. */
export interface MemoryNetwork {
  /**
   * Lets `device` answer at `port`; 0 takes a free one. Raises `emulator-port-taken` where another device is.
   * `close` hangs up on everybody and frees the port; twice does no harm.
   */
  listen(port: number, device: ByteDevice): { readonly port: number; readonly close: () => void };
  /**
   * Shaped like `tcp` of the sdk and with its settings, to be handed to a hub or to any transport that takes one.
   * The host is ignored. Opening raises `unreachable` where nobody listens or the device refuses, `timeout`, `aborted`.
   */
  readonly tcp: typeof tcp;
  /** How many connections are open now. */
  readonly connections: number;
}

/** How a network in memory behaves. */
export interface MemoryNetworkOptions {
  /** Milliseconds that everything takes each way; 0 unless told. Even then a delivery is a step of the clock. */
  readonly latency?: number;
}

/** The first of the ports that are given out (the dynamic ones of RFC 6335, section 6). */
const firstFreePort = 49_152;

interface Listening {
  readonly device: ByteDevice;
  readonly connections: Set<MemoryConnection>;
}

/** Makes a network in memory whose deliveries are steps of `clock`. */
export function createMemoryNetwork(clock: Clock, { latency = 0 }: MemoryNetworkOptions = {}): MemoryNetwork {
  const ports = new Map<number, Listening>();
  let nextFree = firstFreePort;

  const reach = (context: TransportContext<TcpSettings>): OpenTransport<"tcp"> => {
    const { port, host } = context.settings;
    const listening = ports.get(port);
    if (listening === undefined) throw unreachable(host, port);
    // It may end while it is being connected: then there is nothing to forget yet.
    const held: { connection?: MemoryConnection } = {};
    const connection = connectInMemory(listening.device, {
      clock,
      latency,
      log: context.log,
      onEnd: () => {
        if (held.connection !== undefined) listening.connections.delete(held.connection);
      },
    });
    if (connection === undefined) throw unreachable(host, port);
    held.connection = connection;
    listening.connections.add(connection);
    return connection.open;
  };

  return {
    listen(port, device) {
      while (port === 0 && ports.has(nextFree)) nextFree += 1;
      const taken = port === 0 ? nextFree : port;
      if (ports.has(taken)) {
        throw new AisleError("emulator-port-taken", `A device answers at port ${taken} of this network already.`, {
          category: "usage",
          remedy: "Close the other first, or take port 0 for a free one.",
        });
      }
      const listening: Listening = { device, connections: new Set() };
      ports.set(taken, listening);
      return {
        port: taken,
        close: () => {
          if (ports.get(taken) !== listening) return;
          ports.delete(taken);
          for (const connection of [...listening.connections]) connection.hangUp();
        },
      };
    },
    tcp: {
      transport: "tcp",
      settings: tcp.settings,
      open: (context) => inAStep(clock, latency, context, () => reach(context)),
    },
    get connections() {
      return [...ports.values()].reduce((sum, { connections }) => sum + connections.size, 0);
    },
  };
}

/** Connects in one step of the clock, or gives up at the deadline where the network is slower than that. */
function inAStep(
  clock: Clock,
  latency: number,
  { settings: { host, port, connectTimeout }, signal }: TransportContext<TcpSettings>,
  reach: () => OpenTransport<"tcp">,
): Promise<OpenTransport<"tcp">> {
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string): void => {
      const remedy = "Check the address, the cable and that the device is powered.";
      reject(new AisleError(code, message, { category: "transport", retryable: true, remedy }));
    };
    const onAbort = (): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      fail("aborted", `Connecting to ${host}:${port} was given up.`);
    };
    const late = latency > connectTimeout;
    const cancel = clock.schedule(late ? connectTimeout : latency, () => {
      signal.removeEventListener("abort", onAbort);
      if (late) {
        fail("timeout", `Nobody answered at ${host}:${port} within ${connectTimeout} ms.`);
        return;
      }
      try {
        resolve(reach());
      } catch (thrown) {
        reject(toAisleError(thrown));
      }
    });
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
  });
}

function unreachable(host: string, port: number): AisleError {
  return new AisleError("unreachable", `Nobody listens at ${host}:${port}.`, {
    category: "transport",
    retryable: true,
    remedy: "Check power, cable, address and port, and that nothing between blocks it.",
  });
}
