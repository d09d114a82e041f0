import { isBlocking } from "../errors/reason.ts";
import { isWorking } from "../status/machine.ts";
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
  readonly #children = new Set<Supervisor>();

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
          if (status.state !== "offline" && status.state !== "blocked") return;
          this.transport = undefined;
          this.#hold(status, this.#children);
        },
      },
      own,
    );
  }

  /** Takes a child on; it waits while the bus is not open. */
  adopt(child: Supervisor): void {
    this.#children.add(child);
    const status = this.#supervisor.status;
    if (isWorking(status)) return;
    if (status.state === "offline" || status.state === "blocked") this.#hold(status, [child]);
    else child.hold(undefined, 0);
  }

  /** Lets a child go, which then waits no more. */
  disown(child: Supervisor): void {
    this.#children.delete(child);
    child.unhold();
  }

  start(): void {
    this.#supervisor.start();
  }

  /** Connects now what is offline or blocked. */
  resume(): void {
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

  #hold(status: DeviceStatus & { readonly reason: StatusReason }, children: Iterable<Supervisor>): void {
    const reason = this.#reasonOfChildren(status.reason);
    const nextRetryAt = status.state === "offline" ? status.nextRetryAt : 0;
    for (const child of children) child.hold(reason, nextRetryAt);
  }

  #reasonOfChildren(reason: StatusReason): StatusReason {
    const code = isBlocking(reason) ? reason.code : "parent-offline";
    return { ...reason, code, message: `The bus "${this.id}" is not open: ${reason.message}` };
  }
}
