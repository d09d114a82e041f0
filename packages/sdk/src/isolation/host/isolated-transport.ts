import { Observable } from "rxjs";
import type { SettingsSchema } from "../../drivers/settings-schema.ts";
import type { AnyTransportProvider, OpenTransport, TransportContext } from "../../transports/define-transport.ts";
import type { TransportName } from "../../transports/transports.ts";
import type { Connection } from "./connection.ts";
import type { ProcessHost } from "./process-host.ts";
import type { Remote } from "./remote.ts";

/** A transport that is open in a driver process, as the host's side of a driver holds it. */
export interface RemoteTransport {
  readonly connection: Connection;
  readonly remote: Remote;
}

/** What the host makes of settings that only the driver process can check. */
export function remoteSettings(
  host: ProcessHost,
  of: "driver" | "transport",
  name: string,
): SettingsSchema<{ readonly given: unknown }> {
  return {
    "~standard": {
      version: 1,
      vendor: "aisle",
      validate: async (given) => {
        // While it does not run, opening tells.
        await host.connection?.check(of, name, given);
        return { value: { given } };
      },
    },
  };
}

/** The provider by which a hub has a transport opened in a driver process: for one device, or as a bus. */
export function isolatedTransport(transport: string, hostName: string, host: ProcessHost): AnyTransportProvider {
  return {
    // A name that only this process's drivers use.
    transport: hostName as TransportName,
    settings: remoteSettings(host, "transport", transport),
    open: (context) => open(transport, host, context as TransportContext<{ readonly given: unknown }>),
  } as AnyTransportProvider;
}

async function open(
  transport: string,
  host: ProcessHost,
  { settings, signal, clock, log }: TransportContext<{ readonly given: unknown }>,
): Promise<OpenTransport<TransportName>> {
  const lease = host.lease({ clock, log });
  let closeRemote = (): Promise<void> => Promise.resolve();
  const close = async (): Promise<void> => {
    await closeRemote();
    await lease.release();
  };
  try {
    const connection = await lease.ready();
    const remote = connection.openTransport(transport, settings.given, { log });
    closeRemote = () => connection.close(remote);
    await remote.openedUnless(signal);
    const held: RemoteTransport = { connection, remote };
    return {
      transport: held as never,
      lost$: new Observable((subscriber) => {
        remote.attach(subscriber);
        return () => {
          remote.detach();
        };
      }),
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
