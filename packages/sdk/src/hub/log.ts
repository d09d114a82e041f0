/** Extra facts of a log line. No secret, credential or card number belongs here. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where Aisle's log lines go. A pino logger fits behind it. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => {
  // Says nothing on purpose.
};

/** A logger that says nothing: the default. */
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A logger that adds `fields` to every line, and that never throws, whatever the host's does. */
export function childLogger(log: Logger, fields: LogFields): Logger {
  const line =
    (level: keyof Logger) =>
    (message: string, more?: LogFields): void => {
      try {
        log[level](message, { ...fields, ...more });
      } catch {
        // A log that fails has nowhere to be logged, and the store goes on.
      }
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
