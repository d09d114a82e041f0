import {
  type AisleError,
  defineTransport,
  type OpenTransport,
  tcp as sdkTcp,
  type TransportContext,
  type TransportProvider,
} from "@aisle/sdk";
import { ReplaySubject } from "rxjs";
import { Bus } from "./bus.ts";
import { busTransport } from "./bus-transport.ts";
import { loadCodec } from "./codec.ts";
import { type LineMode, rtuMode, rtuOverTcpMode, tcpMode } from "./line-mode.ts";
import { type OpenSerial, openSerialLine } from "./serial-line.ts";
import { type ModbusSettings, modbusSettings } from "./settings.ts";

/** What a `modbus` transport stands on; the real thing unless told. */
export interface ModbusTransportParts {
  /** Opens TCP connections: the sdk's own `tcp`, or one in memory. */
  readonly tcp?: Pick<typeof sdkTcp, "open">;
  /** Opens a serial port: `serialport`, loaded when the first one is opened, or one in memory. */
  readonly openSerial?: OpenSerial;
}

/**
 * Makes the `modbus` transport: one bus of RTU over a serial port, RTU over TCP, or Modbus TCP, shared by every device
 * on it. One request is on the wire at a time, units take turns, every request ends. Opening raises `unreachable`,
 * `timeout`, `device-gone`, `device-busy`, `permission-denied`; requests raise `timeout`, `device-gone`, `aborted` and the
 * codes of `modbusErrorCodes`. An error of the category `device` or `usage` says that a write was certainly not done.
 */
export function createModbusTransport(parts: ModbusTransportParts = {}): TransportProvider<"modbus", ModbusSettings> {
  const { tcp = sdkTcp, openSerial = openSerialLine } = parts;
  return defineTransport({
    transport: "modbus",
    settings: modbusSettings,
    async open(context): Promise<OpenTransport<"modbus">> {
      const codec = loadCodec();
      const { settings, clock, log } = context;
      const line = await (settings.mode === "rtu"
        ? openSerial({ ...context, settings })
        : openTcp(tcp, context, settings.host, settings.port));
      const lost = new ReplaySubject<AisleError>(1);
      const bus = new Bus({
        line: line.transport,
        codec,
        mode: modeOf(settings),
        timeout: settings.timeout,
        clock,
        log,
        onLost(cause) {
          lost.next(cause);
          lost.complete();
        },
      });
      const losing = line.lost$?.subscribe({
        next: (cause) => bus.lose(cause),
        error: (cause: unknown) => bus.lose(cause),
        complete: () => bus.lose(undefined),
      });
      let closing: Promise<void> | undefined;
      return {
        transport: busTransport(bus),
        lost$: lost,
        close() {
          losing?.unsubscribe();
          bus.close();
          closing ??= Promise.resolve(line.close());
          return closing;
        },
      };
    },
  });
}

/** The `modbus` transport on real connections and serial ports. */
export const modbus = createModbusTransport();

function openTcp(
  tcp: Pick<typeof sdkTcp, "open">,
  { signal, clock, log, settings }: TransportContext<ModbusSettings>,
  host: string,
  port: number,
): OpenTransport<"tcp"> | Promise<OpenTransport<"tcp">> {
  return tcp.open({ settings: { host, port, connectTimeout: settings.connectTimeout }, signal, clock, log });
}

function modeOf(settings: ModbusSettings): LineMode {
  switch (settings.mode) {
    case "tcp":
      return tcpMode;
    case "rtu-over-tcp":
      return rtuOverTcpMode(settings.timeout, settings.gap);
    case "rtu":
      return rtuMode(settings.timeout, settings, settings.gap);
  }
}
