import { type LogFields, type Logger, redact, toAisleError } from "@aisle/sdk";

/** A logger that never throws, whatever the host's does, and hides known secrets. */
export interface SafeLog {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
  /** Something was thrown. */
  failure(message: string, thrown: unknown): void;
}

export function safeLog(log: Logger): SafeLog {
  const line =
    (level: "info" | "warn" | "error") =>
    (message: string, fields: LogFields): void => {
      try {
        log[level](message, Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, hide(value)])));
      } catch {
        // A log that fails has nowhere to be logged, and the console goes on.
      }
    };
  const error = line("error");
  return {
    info: line("info"),
    warn: line("warn"),
    error,
    failure: (message, thrown) => {
      const { code, message: what } = toAisleError(thrown);
      error(message, { code, what });
    },
  };
}

function hide(value: LogFields[string]): LogFields[string] {
  return typeof value === "string" ? redact(value) : value;
}
