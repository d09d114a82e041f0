import { isBlocking } from "../errors/reason.ts";
import type { DeviceStatus, StatusReason } from "../status/status.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import type { TransportName, Transports } from "../transports/transports.ts";
import type { BusSettings } from "./hub.ts";
import { childLogger } from "./log.ts";
import { openTransport } from "./open-transport.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";
import { statusLogger } from "./status-log.ts";
import { Supervisor } from "./supervisor.ts";

/** A transport that is opened once and shared: its children wait while it is not open, and come back with it. */
export class Bus {
  readonly id: string;
  /** Name of its transport, as in `modbus`. */
  readonly transportName: string;
  /** What its children use while it is open. */
  transport: Transports[TransportName];
  readonly #supervisor: Supervisor;
  readonly #children: Supervisor[] = [];

  /** `provider` gives the transport's, or raises what keeps the bus from ever opening. */
  constructor(settings: BusSettings, provider: () => AnyTransportProvider, runtime: Runtime) {
    this.id = settings.id;
    this.transportName = settings.transport;
    const name = `bus "${settings.id}"`;
    const log = childLogger(runtime.log, { bus: settings.id });
    const own = { ...runtime, log };
    const logStatus = statusLogger(name, log);
    this.#supervisor = new Supervisor(
      {
        name,
        connect: async (session) =>
          this.#connect(await openTransport(provider(), settings.settings, name, session, own), session),
        onStatus: (status) => {
          logStatus(status);
          this.#hold(status);
        },
      },
      own,
    );
  }

  /** Takes a child on; it waits until the bus is open. To be called before `start`. */
  adopt(child: Supervisor): void {
    this.#children.push(child);
    child.hold(undefined, 0);
  }

  start(): void {
    this.#supervisor.resume();
  }

  close(): Promise<void> {
    return this.#supervisor.close();
  }

  #connect(open: { readonly transport: Transports[TransportName] }, session: Session): void {
    if (!session.isLive()) return;
    this.transport = open.transport;
    session.proved();
    for (const child of this.#children) {
      // The bus may be lost again in the middle.
      if (session.isLive()) child.release();
    }
  }

  #hold(status: DeviceStatus): void {
    if (status.state !== "offline" && status.state !== "blocked") return;
    this.transport = undefined;
    const reason = this.#reasonOfChildren(status.reason);
    const nextRetryAt = status.state === "offline" ? status.nextRetryAt : 0;
    for (const child of this.#children) child.hold(reason, nextRetryAt);
  }

  #reasonOfChildren(reason: StatusReason): StatusReason {
    const code = isBlocking(reason) ? reason.code : "parent-offline";
    return { ...reason, code, message: `The bus "${this.id}" is not open: ${reason.message}` };
  }
}
