import {
  AisleError,
  type DeviceFacts,
  defineTransport,
  type OpenTransport,
  tcp as sdkTcp,
  type TransportContext,
  type TransportProvider,
  toAisleError,
} from "@aisle/sdk";
import { Subject } from "rxjs";
import { discoverPorts, factsOf } from "./discover-ports.ts";
import { type Disk, systemDisk } from "./disk.ts";
import { listSystemPorts } from "./list-ports.ts";
import { locatePort } from "./locate-port.ts";
import { openSystemPort } from "./open-port.ts";
import type { ListPorts, OpenPort, Port } from "./port.ts";
import { PortBytes } from "./port-bytes.ts";
import { type SerialSettings, serialSettings } from "./settings.ts";
import { watchPort } from "./watch-port.ts";

/** What the transport is made of; each the real thing unless given, so that tests run in memory and virtual time. */
export interface SerialTransportParts {
  /** Reaches serial device servers; the sdk's `tcp` unless given. */
  readonly tcp?: { readonly open: (typeof sdkTcp)["open"] };
  readonly openPort?: OpenPort;
  readonly listPorts?: ListPorts;
  /** Sees whether a path is still there, and where a link leads. */
  readonly disk?: Disk;
}

/**
 * Makes the `serial` transport. Opening raises `device-gone`, `device-busy`, `permission-denied`, `port-ambiguous`,
 * `port-not-serial`, `module-missing`, and with `host` what `tcp` raises; writing raises `transport-congested` when
 * over 64 KiB wait to go out, `aborted` and `device-gone`. A port that goes is told on `lost$` within a second.
 */
export function createSerialTransport(parts: SerialTransportParts = {}): TransportProvider<"serial", SerialSettings> {
  const { tcp = sdkTcp, openPort = openSystemPort, listPorts = listSystemPorts, disk = systemDisk } = parts;
  return defineTransport({
    transport: "serial",
    settings: serialSettings,
    async open(context): Promise<OpenTransport<"serial">> {
      const { settings, signal, clock, log } = context;
      if ("host" in settings) {
        const { host, port, connectTimeout } = settings;
        const { transport, lost$, close } = await tcp.open({
          settings: { host, port, connectTimeout },
          signal,
          clock,
          log,
        });
        return { transport, close, ...(lost$ !== undefined && { lost$ }) };
      }
      const entry = await locatePort(settings, listPorts, disk, log);
      return openLocal({ ...context, settings: { ...settings, path: entry.path } }, factsOf(entry), openPort, disk);
    },
    discover: ({ signal }) => discoverPorts(listPorts, signal),
  });
}

/** Opens a port of this machine. */
async function openLocal(
  { settings, signal, clock, log }: TransportContext<Extract<SerialSettings, { path: string }>>,
  facts: DeviceFacts | undefined,
  openPort: OpenPort,
  disk: Disk,
): Promise<OpenTransport<"serial">> {
  const lost = new Subject<unknown>();
  const held: { port?: Port; over: boolean; stopWatching: () => void } = { over: false, stopWatching: () => undefined };
  const bytes = new PortBytes((thrown) => {
    const error = toAisleError(thrown);
    log.error(`A driver failed on the bytes of its serial port: ${error.message}`);
    end(error);
  });
  const end = (cause: unknown): void => {
    if (held.over) return;
    held.over = true;
    held.stopWatching();
    // A port that was lost still holds its handle.
    held.port?.close().catch(() => undefined);
    lost.next(cause);
    lost.complete();
    bytes.end();
  };
  const listener = {
    data: (chunk: Uint8Array): void => {
      bytes.data(chunk);
    },
    closed: end,
  };
  const { path } = settings;
  const port = await unlessGivenUp(openPort(settings, listener), path, signal);
  held.port = port;
  if (held.over) {
    await port.close();
    throw new AisleError("device-gone", `Serial port ${path} went while it was opened.`, {
      category: "transport",
      retryable: true,
      remedy: "Check its plug and its power.",
    });
  }
  bytes.opened(port);
  held.stopWatching = watchPort(port, path, { clock, disk }, end);
  return {
    transport: bytes.transport(facts),
    lost$: lost,
    close: async () => {
      held.over = true;
      held.stopWatching();
      bytes.end();
      await port.close();
    },
  };
}

/** Waits for a port to open unless it is given up; then it is closed as soon as it is open. */
function unlessGivenUp(opening: Promise<Port>, path: string, signal: AbortSignal): Promise<Port> {
  return new Promise((resolve, reject) => {
    let waiting = true;
    const onAbort = (): void => {
      waiting = false;
      reject(
        new AisleError("aborted", `Opening serial port ${path} was given up.`, {
          category: "transport",
          retryable: true,
        }),
      );
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    opening.then(
      (port) => {
        signal.removeEventListener("abort", onAbort);
        if (waiting) resolve(port);
        else port.close().catch(() => undefined);
      },
      (thrown: unknown) => {
        signal.removeEventListener("abort", onAbort);
        reject(toAisleError(thrown));
      },
    );
  });
}
