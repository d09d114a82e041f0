import { type Clock, type Logger, silentLogger, systemClock, toAisleError } from "@aisle/sdk";
import type { ByteConnection, ByteDevice } from "./devices.ts";
import { openSerialPath, type SerialLine, type SerialLineOptions } from "./serial-line.ts";

/** How a device is served on a serial path. */
export interface ServeSerialPathOptions extends SerialLineOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Hears, once, that the path is gone, as when an adapter is pulled; it is not opened again. */
  readonly onLost?: (error: unknown) => void;
  /** Opens the path; with the package `serialport` unless told. */
  readonly openPath?: (path: string, options: SerialLineOptions) => Promise<SerialLine>;
}

/** A device that is served on a serial path. */
export interface SerialServer {
  readonly path: string;
  /** Lets go of the path; safe to call twice. */
  close(): Promise<void>;
}

/** More bytes than this waiting to go out: nobody reads at the other end, and what is said is lost. */
const mostWaiting = 65_536;
/** A device that hung up, or refuses (an unplugged wire), is tried again this often (ms). */
const againMs = 250;

/**
 * Serves a device on a serial path: a real adapter, or one end of a pair of pseudo-terminals. A serial wire knows no
 * connections, so the device is connected from the beginning, whoever may be at the other end, and connected again
 * when it has hung up. Rejects as opening the path does: `device-gone`, `permission-denied`, `device-busy`.
 */
export async function serveSerialPath(
  device: ByteDevice,
  path: string,
  options: ServeSerialPathOptions = {},
): Promise<SerialServer> {
  const { clock = systemClock, log = silentLogger, onLost, openPath = openSerialPath, ...settings } = options;
  const line = await openPath(path, settings);
  let served = true;
  let connection: ByteConnection | undefined;
  let cancelAgain = (): void => undefined;

  const guard = (call: () => void): void => {
    try {
      call();
    } catch (thrown) {
      const error = toAisleError(thrown);
      log.error(`An emulated device failed: ${error.message}`, { code: error.code });
    }
  };
  const end = (): void => {
    const was = connection;
    connection = undefined;
    guard(() => was?.close());
  };
  const connect = (): void => {
    let hungUp = false;
    guard(() => {
      const made = device.connect({
        send: (bytes) => {
          if (!hungUp && served && line.waiting + bytes.length <= mostWaiting) line.write(new Uint8Array(bytes));
        },
        hangUp: () => {
          if (hungUp) return;
          hungUp = true;
          end();
          if (served) cancelAgain = clock.schedule(againMs, connect);
        },
      });
      if (isSo(hungUp)) made.close();
      else connection = made;
    });
  };
  const stop = (): void => {
    served = false;
    cancelAgain();
    end();
  };
  line.onData((bytes) => {
    guard(() => connection?.receive(bytes));
  });
  line.onLost((error) => {
    if (!served) return;
    stop();
    onLost?.(error);
  });
  connect();
  return {
    path,
    close: () => {
      stop();
      return line.close();
    },
  };
}

/** Asked of what calls into the device may have changed, which the compiler takes for settled. */
function isSo(value: boolean): boolean {
  return value;
}
