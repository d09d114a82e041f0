import type { LogFields, Logger } from "../hub/log.ts";

/** What is used of a pino logger; one of pino 8, 9 or 10 fits. */
export interface PinoLike {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where a hub's log lines go to pino: `openHub({ log: pinoLogger(pino()) })`. */
export function pinoLogger(pino: PinoLike): Logger {
  const line =
    (level: keyof PinoLike) =>
    (message: string, fields: LogFields = {}): void => {
      pino[level](fields, message);
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
