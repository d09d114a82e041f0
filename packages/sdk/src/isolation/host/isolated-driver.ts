import { Observable } from "rxjs";
import type { AnyDriver, DriverContext, Liveness, OpenDevice } from "../../drivers/define-driver.ts";
import type { SettingsSchema } from "../../drivers/settings-schema.ts";
import type { TransportName } from "../../transports/transports.ts";
import type { CallOf, OpenedDevice } from "../protocol/messages.ts";
import type { Connection } from "./connection.ts";
import { type RemoteTransport, remoteSettings } from "./isolated-transport.ts";
import type { ProcessHost } from "./process-host.ts";
import type { Remote } from "./remote.ts";

/** What has to be known of a driver without running its code, as its package's manifest says it. */
export interface DriverFacts {
  readonly id: string;
  readonly kind: string;
  readonly transport: string;
  /** How many commands the device takes at a time, as in its code; 1 unless told, or known once it has run. */
  readonly commandsAtOnce?: number;
}

/** Settings on their way to the process; what comes back is the liveness that the driver makes of them. */
interface RemoteSettings {
  readonly given: unknown;
  liveness?: Liveness;
}

type Context = DriverContext<TransportName, RemoteSettings>;

/** The host's side of a driver whose code runs in a driver process: to the hub, a driver like any other. */
export function isolatedDriver(facts: DriverFacts, hostTransport: string, host: ProcessHost): AnyDriver {
  return {
    id: facts.id,
    kind: facts.kind,
    transport: hostTransport,
    settings: remoteSettings(host, "driver", facts.id) as SettingsSchema,
    // Asked when the device is open; until then nobody watches it.
    liveness: (settings: RemoteSettings) => settings.liveness ?? "unwatched",
    get commandsAtOnce() {
      const found = host.found.find(({ id }) => id === facts.id);
      return found?.commandsAtOnce ?? facts.commandsAtOnce ?? 1;
    },
    open: (context: Context) => open(facts, host, context),
  } as unknown as AnyDriver;
}

async function open(facts: DriverFacts, host: ProcessHost, context: Context): Promise<OpenDevice<never>> {
  const { device, settings, transport, signal, clock, log, report } = context;
  const over = transport as unknown as RemoteTransport | undefined;
  const lease = host.lease({ clock, log });
  let closeRemote = (): Promise<void> => Promise.resolve();
  const close = async (): Promise<void> => {
    await closeRemote();
    await lease.release();
  };
  try {
    // Over a transport only the process that holds it can open the device.
    const connection = over?.connection ?? (await lease.ready());
    const remote = connection.openDevice(
      { device, driver: facts.id, settings: settings.given, over: over?.remote },
      { log, report },
    );
    closeRemote = () => connection.close(remote);
    const opened = (await remote.openedUnless(signal))!;
    settings.liveness = opened.liveness;
    return { ...openDevice(connection, remote, opened), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

function openDevice(connection: Connection, remote: Remote, opened: OpenedDevice): OpenDevice<never> {
  const { info, commands, probe, readClock } = opened;
  const ask = (what: CallOf, signal: AbortSignal): Promise<unknown> => connection.call(remote, what, signal);
  type Command = (input: unknown, context: { readonly signal: AbortSignal; readonly key: string }) => Promise<unknown>;
  const table = commands.map((name): [string, Command] => [
    name,
    (input, { signal, key }) => ask({ what: "command", name, input, key }, signal),
  ]);
  return {
    info,
    readings: new Observable<never>((subscriber) => {
      remote.attach(subscriber);
      connection.listen(remote);
      return () => {
        remote.detach();
      };
    }),
    commands: Object.fromEntries(table),
    ...(probe && { probe: (signal) => ask({ what: "probe" }, signal) }),
    ...(readClock && { readClock: async (signal) => Number(await ask({ what: "readClock" }, signal)) }),
  };
}
