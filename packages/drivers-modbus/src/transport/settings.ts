import { z } from "zod";

const timeoutOf = (usual: number) => z.number().int().min(10).max(60_000).default(usual);
const connectTimeout = z.number().int().positive().max(600_000).default(5_000);
const gap = z.number().min(1.75).max(1_000).optional();
const host = z.string().min(1);
const port = z.number().int().min(1).max(65_535);

const tcpSettings = z.strictObject({
  mode: z.literal("tcp"),
  host,
  /** 502 is the port of Modbus (Messaging on TCP/IP v1.0b, section 4.3.1.2). */
  port: port.default(502),
  timeout: timeoutOf(500),
  connectTimeout,
});

const rtuOverTcpSettings = z.strictObject({
  mode: z.literal("rtu-over-tcp"),
  host,
  port,
  timeout: timeoutOf(500),
  connectTimeout,
  gap,
});

const rtuSettings = z.strictObject({
  mode: z.literal("rtu"),
  /** `/dev/serial/by-id/…`, `/dev/tty.usbserial-…` or `COM3`: a name that stays when it is plugged in elsewhere. */
  path: z.string().min(1),
  baudRate: z.number().int().min(300).max(4_000_000).default(9_600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(["none", "even", "odd"]).default("none"),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  /** So short that a unit of which one answer is lost is asked again before anybody calls it silent. */
  timeout: timeoutOf(250),
  connectTimeout,
  gap,
});

/** Settings of the `modbus` transport, by `mode`; milliseconds throughout. The README has a table of them. */
export const modbusSettings = z.discriminatedUnion("mode", [tcpSettings, rtuOverTcpSettings, rtuSettings]);

/** Settings of the `modbus` transport, with its defaults filled in. */
export type ModbusSettings = z.output<typeof modbusSettings>;

/** Settings of a bus on a serial port. */
export type RtuSettings = z.output<typeof rtuSettings>;
