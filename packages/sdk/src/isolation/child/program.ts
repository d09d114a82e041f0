import { checkSettings } from "../../drivers/settings-check.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import { toErrorRecord } from "../../errors/error-record.ts";
import type { Logger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";
import type { TransportName, Transports } from "../../transports/transports.ts";
import { decodeHostMessage } from "../protocol/decode.ts";
import { type ChildMessage, type HostMessage, protocolVersion } from "../protocol/messages.ts";
import { unpackSettings } from "../protocol/pack-settings.ts";
import { Calls } from "./calls.ts";
import { DriverModules, type ImportModule } from "./driver-modules.ts";
import { DeviceHandle } from "./opened-device.ts";
import { Outbox } from "./outbox.ts";
import { Scope } from "./scope.ts";
import { sendingLogger } from "./sending-logger.ts";

/** What the program of a driver process works with. */
export interface ProgramOptions {
  /** To the host. Throws what a structured clone throws when a message is no plain data. */
  readonly send: (message: ChildMessage) => void;
  readonly clock: Clock;
  readonly importModule: ImportModule;
  readonly rssBytes: () => number;
  /** Everything is let go of. */
  readonly exit: () => void;
}

type Of<T extends HostMessage["type"]> = Extract<HostMessage, { readonly type: T }>;

/** What runs in a driver process: opens transports and devices as the host says, and hands on what they say. */
export class ChildProgram {
  readonly #options: ProgramOptions;
  readonly #scopes = new Map<number, Scope>();
  readonly #transports = new Map<number, Transports[TransportName]>();
  readonly #devices = new Map<number, DeviceHandle>();
  readonly #calls: Calls;
  #modules = new DriverModules();
  #outbox: Outbox | undefined;

  constructor(options: ProgramOptions) {
    this.#options = options;
    this.#calls = new Calls(options.send);
  }

  /** A message of the host; what is none is left alone. */
  handle(value: unknown): void {
    const message = decodeHostMessage(value);
    switch (message?.type) {
      case "start":
        this.#start(message).catch((thrown: unknown) => {
          this.#options.send({ type: "refused", error: toErrorRecord(thrown) });
        });
        return;
      case "check":
        this.#calls.run(message.call, () => this.#check(message), undefined);
        return;
      case "open-transport":
        this.#open(message.id, (scope) => this.#openTransport(message, scope));
        return;
      case "open-device":
        this.#open(message.id, (scope) => this.#openDevice(message, scope));
        return;
      case "listen":
        this.#listen(message.id);
        return;
      case "call":
        this.#call(message);
        return;
      case "abort":
        this.#calls.abort(message.call);
        return;
      case "close":
        this.#close(message.id).catch(() => undefined);
        return;
      case "ack":
        this.#outbox?.acked(message.batch);
        return;
      case "ping":
        this.#options.send({ type: "pong", rssBytes: this.#options.rssBytes() });
        return;
      case "end":
        this.end().then(this.#options.exit, this.#options.exit);
        return;
      case undefined:
    }
  }

  /** Lets go of everything, the last opened first: devices before what they hang on. */
  async end(): Promise<void> {
    for (const scope of [...this.#scopes.values()].reverse()) await scope.end();
  }

  async #start({ modules, batch, version }: Of<"start">): Promise<void> {
    const { send, clock, importModule } = this.#options;
    this.#outbox = new Outbox({ settings: batch, clock, send });
    if (version === protocolVersion) this.#modules = await DriverModules.load(modules, importModule);
    send({ type: "ready", version: protocolVersion, drivers: this.#modules.found });
  }

  async #check({ of, name, settings }: Of<"check">): Promise<undefined> {
    const schema = of === "driver" ? this.#modules.driver(name).settings : this.#modules.provider(name).settings;
    await checkSettings(schema, unpackSettings(settings), of === "driver" ? `driver "${name}"` : `transport "${name}"`);
    return undefined;
  }

  #open(id: number, open: (scope: Scope) => Promise<void>): void {
    const scope = new Scope();
    this.#scopes.set(id, scope);
    scope.opens(
      open(scope).catch((thrown: unknown) => {
        this.#lost(id, thrown);
      }),
    );
  }

  async #openTransport({ id, transport, settings }: Of<"open-transport">, scope: Scope): Promise<void> {
    const provider = this.#modules.provider(transport);
    const checked = await checkSettings(provider.settings, unpackSettings(settings), `the ${transport} transport`);
    const { clock } = this.#options;
    const open = await provider.open({ settings: checked, signal: scope.signal, clock, log: this.#log(id) });
    scope.onEnd(() => open.close());
    if (!scope.isLive()) return;
    this.#transports.set(id, open.transport);
    scope.onEnd(() => this.#transports.delete(id));
    const lost = (cause?: unknown): void => {
      this.#lost(id, typeof cause === "object" && cause !== null ? cause : closedByOther(transport));
    };
    const subscription = open.lost$?.subscribe({ next: lost, error: lost, complete: lost });
    scope.onEnd(() => subscription?.unsubscribe());
    this.#options.send({ type: "opened", id });
  }

  async #openDevice({ id, device, driver: name, settings, over }: Of<"open-device">, scope: Scope): Promise<void> {
    const driver = this.#modules.driver(name);
    const checked = await checkSettings(
      driver.settings,
      unpackSettings(settings),
      `device "${device}" (driver "${name}")`,
    );
    if (over !== undefined && !this.#transports.has(over)) throw closedByOther(driver.transport);
    const opened: unknown = await driver.open({
      device,
      settings: checked,
      transport: over === undefined ? undefined : this.#transports.get(over),
      signal: scope.signal,
      clock: this.#options.clock,
      log: this.#log(id),
      report: (reason) => {
        if (scope.isLive()) this.#outbox?.report(id, reason);
      },
    });
    const handle = new DeviceHandle(opened, name);
    scope.onEnd(() => handle.close());
    if (!scope.isLive()) return;
    this.#devices.set(id, handle);
    scope.onEnd(() => this.#devices.delete(id));
    this.#options.send({ type: "opened", id, device: handle.describe(driver, checked) });
  }

  #listen(id: number): void {
    this.#devices.get(id)?.listen(
      (emission) => {
        this.#outbox?.add(id, emission);
      },
      (thrown) => {
        this.#lost(id, thrown);
      },
    );
  }

  #call(message: Of<"call">): void {
    const device = this.#devices.get(message.id);
    this.#calls.run(
      message.call,
      (signal) => {
        if (device === undefined) throw closedByOther("device");
        return device.call(message, signal);
      },
      // What a probe answers is nobody's business, and may be no plain data.
      message.what === "probe" ? () => undefined : undefined,
    );
  }

  async #close(id: number): Promise<void> {
    await this.#scopes.get(id)?.end();
    this.#scopes.delete(id);
    this.#outbox?.forget(id);
    this.#options.send({ type: "closed", id });
  }

  #lost(id: number, thrown: unknown): void {
    if (this.#scopes.get(id)?.isLive() === true) this.#outbox?.then({ type: "lost", id, error: toErrorRecord(thrown) });
  }

  #log(id: number): Logger {
    return sendingLogger(id, this.#options.send, this.#options.clock);
  }
}

function closedByOther(what: string): AisleError {
  return new AisleError("device-gone", `The other side closed the ${what} connection.`, {
    category: "transport",
    retryable: true,
    remedy: "Check that the device is powered and that no other program took its place.",
  });
}
