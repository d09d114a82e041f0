import { checkSettings } from "../drivers/settings-check.ts";
import { AisleError } from "../errors/aisle-error.ts";
import type { AnyTransportProvider, OpenTransport } from "../transports/define-transport.ts";
import type { TransportName } from "../transports/transports.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** Opens a transport for one connection, and loses the connection when the transport is lost. */
export async function openTransport(
  provider: AnyTransportProvider,
  settings: unknown,
  owner: string,
  session: Session,
  runtime: Runtime,
): Promise<OpenTransport<TransportName>> {
  const { clock, log } = runtime;
  const checked = await checkSettings(provider.settings, settings, `the ${provider.transport} transport of ${owner}`);
  const open: OpenTransport<TransportName> = await provider.open({
    settings: checked,
    signal: session.signal,
    clock,
    log,
  });
  session.onEnd(() => open.close());
  const lost = (cause?: unknown): void => {
    session.lose(typeof cause === "object" && cause !== null ? cause : closed(provider.transport));
  };
  const subscription = open.lost$?.subscribe({
    next: lost,
    error: lost,
    complete: () => {
      lost();
    },
  });
  session.onEnd(() => subscription?.unsubscribe());
  return open;
}

function closed(transport: string): AisleError {
  return new AisleError("device-gone", `The other side closed the ${transport} connection.`, {
    category: "transport",
    retryable: true,
    remedy: "Check that the device is powered and that no other program took its place.",
  });
}
