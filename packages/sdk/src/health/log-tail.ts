import { type LogFields, type Logger, silentLogger } from "../hub/log.ts";
import { redact, redactDeep } from "../secrets/index.ts";
import type { Clock } from "../time/clock.ts";
import { systemClock } from "../time/system-clock.ts";

/** One log line that was kept. */
export interface LogLine {
  /** Ms since the epoch. */
  readonly at: number;
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields?: LogFields;
}

/** A logger that keeps the last lines, for a support bundle. */
export interface LogTail extends Logger {
  /** Oldest first, secrets hidden. */
  lines(): readonly LogLine[];
}

/** No line that is kept is longer than this. */
const longest = 1_000;

/**
 * A logger that hands every line on to `log` and keeps the last `size` of them (500 unless told; `debug` lines are not
 * kept, for they would push out what matters).
 */
export function logTail(
  options: { readonly log?: Logger; readonly size?: number; readonly clock?: Clock } = {},
): LogTail {
  const { log = silentLogger, size = 500, clock = systemClock } = options;
  const kept: LogLine[] = [];
  let next = 0;
  const line =
    (level: keyof Logger) =>
    (message: string, fields?: LogFields): void => {
      if (level !== "debug") {
        const text = redact(message).slice(0, longest);
        kept[next] = {
          at: clock.now(),
          level,
          message: text,
          ...(fields && { fields: redactDeep(fields) as LogFields }),
        };
        next = (next + 1) % size;
      }
      log[level](message, fields);
    };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    lines: () => [...kept.slice(next), ...kept.slice(0, next)],
  };
}
