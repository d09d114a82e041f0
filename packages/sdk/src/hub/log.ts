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
