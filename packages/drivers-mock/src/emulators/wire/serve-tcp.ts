import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { AisleError, type Logger, silentLogger, toAisleError } from "@aisle/sdk";
import type { ByteConnection, ByteDevice } from "./devices.ts";

/** Where and how a device is served. */
export interface ServeTcpOptions {
  /** The address to listen on; only this machine (127.0.0.1) unless told. */
  readonly host?: string;
  /** 0, as unless told, takes a free one. */
  readonly port?: number;
  /** Connections at once, 64 unless told; whoever comes then is hung up. */
  readonly mostClients?: number;
  readonly log?: Logger;
}

/** A device that is served over TCP. */
export interface TcpServer {
  readonly host: string;
  readonly port: number;
  /** How many are connected now. */
  readonly connections: number;
  /** Clients that were hung up because they did not read: over 1 MiB waited for them. */
  readonly deaf: number;
  /** Hangs up on everybody and frees the port; safe to call twice. */
  close(): Promise<void>;
}

/** More bytes than this waiting to go out: the client does not read. */
const mostWaiting = 1_048_576;
/** How long a client has to take what was sent before the device hung up (ms). */
const lingerMs = 1_000;
/** How long until a port that somebody else took while the device was unplugged is tried again (ms). */
const relistenMs = 250;

/**
 * Serves a device over TCP to many clients. Raises `emulator-port-taken`, and `permission-denied` or `unreachable`
 * for a port or address that this process may not or cannot listen on.
 */
export async function serveTcp(device: ByteDevice, options: ServeTcpOptions = {}): Promise<TcpServer> {
  const { host = "127.0.0.1", port = 0, mostClients = 64, log = silentLogger } = options;
  const sockets = new Set<Socket>();
  let deaf = 0;
  const server = createServer((socket) => {
    if (sockets.size >= mostClients) {
      socket.on("error", () => undefined).destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
    });
    attach(device, socket, log, () => {
      deaf += 1;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(cannotListen(error, host, port));
    });
    server.listen(port, host, resolve);
  });
  server.on("error", (error) => {
    log.error(`A connection, or the port again, could not be taken: ${toAisleError(error).message}`);
  });
  const { port: taken } = server.address() as AddressInfo;
  const listening = listenWhilePlugged(server, { host, port: taken }, device);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      listening.stop();
      server.once("close", resolve);
      server.close();
      for (const socket of sockets) socket.destroy();
      // Nothing was open: it may not say so once more.
      if (!server.listening && sockets.size === 0) setImmediate(resolve);
    });
  return {
    host,
    port: taken,
    get connections() {
      return sockets.size;
    },
    get deaf() {
      return deaf;
    },
    close: () => (closed ??= close()),
  };
}

/** Frees the port while the device is unplugged, so that connecting fails, as it does where nobody is. */
function listenWhilePlugged(
  server: Server,
  at: { readonly host: string; readonly port: number },
  device: ByteDevice,
): { stop(): void } {
  let again: NodeJS.Timeout | undefined;
  let plugged = true;
  const listen = (): void => {
    if (plugged && !server.listening) server.listen(at.port, at.host);
  };
  const retry = (): void => {
    clearTimeout(again);
    again = setTimeout(listen, relistenMs);
  };
  const off = device.onPlug?.((isPlugged) => {
    plugged = isPlugged;
    clearTimeout(again);
    if (plugged) listen();
    else if (server.listening) server.close();
  });
  // Somebody else may have taken the port meanwhile; and it may still be on its way to listening.
  server.on("listening", () => {
    if (!plugged) server.close();
  });
  server.on("error", retry);
  return {
    stop: () => {
      plugged = false;
      clearTimeout(again);
      off?.();
    },
  };
}

function attach(device: ByteDevice, socket: Socket, log: Logger, onDeaf: () => void): void {
  let connection: ByteConnection | undefined;
  let state: "connecting" | "open" | "ended" = "connecting";
  const guard = (call: () => void): void => {
    try {
      call();
    } catch (thrown) {
      const error = toAisleError(thrown);
      log.error(`An emulated device failed: ${error.message}`, { code: error.code });
      state = "ended";
      socket.destroy();
    }
  };
  // For as long as it lives: a socket's error without a listener would end the process. Its close tells the device.
  socket.on("error", () => undefined).setNoDelay(true);
  socket.once("close", () => {
    state = "ended";
    guard(() => connection?.close());
  });
  socket.on("data", (bytes: Buffer) => {
    if (state === "open") guard(() => connection?.receive(bytes));
  });
  guard(() => {
    connection = device.connect({
      send: (bytes) => {
        if (state === "ended") return;
        if (socket.writableLength + bytes.length <= mostWaiting) {
          // A copy: the device may use its buffer again before the socket has taken it.
          socket.write(new Uint8Array(bytes));
          return;
        }
        onDeaf();
        state = "ended";
        socket.destroy();
      },
      hangUp: () => {
        if (state === "ended") return;
        const refused = state === "connecting";
        state = "ended";
        if (refused) socket.resetAndDestroy();
        else socket.setTimeout(lingerMs, () => socket.destroy()).destroySoon();
      },
    });
  });
  if (isStill(state, "connecting")) state = "open";
}

/** Asked of what calls into the device may have changed, which the compiler takes for settled. */
function isStill<T>(value: T, expected: T): boolean {
  return value === expected;
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): AisleError {
  if (error.code !== "EADDRINUSE") return toAisleError(error);
  return new AisleError("emulator-port-taken", `Another program listens at ${host}:${port} already.`, {
    category: "settings",
    remedy: "Close the other first, or take port 0 for a free one.",
    cause: error,
  });
}
