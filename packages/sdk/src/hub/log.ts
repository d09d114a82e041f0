import { hidden } from "../secrets/hidden.ts";
import { redact } from "../secrets/known-secrets.ts";
import { isTelling } from "../secrets/redact-deep.ts";

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

/**
 * A logger that adds `fields` to every line, hides known secrets and what is called like one, and never throws,
 * whatever the host's does.
 */
export function childLogger(log: Logger, fields: LogFields): Logger {
  const line =
    (level: keyof Logger) =>
    (message: string, more?: LogFields): void => {
      try {
        log[level](redact(message), redactFields({ ...fields, ...more }));
      } catch {
        // A log that fails has nowhere to be logged, and the store goes on.
      }
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): readonly [string, LogFields[string]] => {
      if (typeof value !== "string") return [name, value];
      return [name, isTelling(name) ? hidden : redact(value)];
    }),
  );
}
