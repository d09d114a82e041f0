import type { LogFields, Logger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";
import { LineLimit } from "../line-limit.ts";
import type { ChildMessage } from "../protocol/messages.ts";

const longest = 2_000;

/** A logger whose lines the host logs, under the device's name. A driver that logs without end is cut short, and the host told. */
export function sendingLogger(id: number, send: (message: ChildMessage) => void, clock: Clock): Logger {
  const limit = new LineLimit(clock);
  const line = (level: keyof Logger) => (message: unknown, fields?: LogFields) => {
    const missed = limit.pass();
    if (missed === undefined) return;
    if (missed > 0)
      send({ type: "log", id, level: "warn", message: `${missed} log lines of the driver were left out.` });
    const plain = plainFields(fields);
    send({
      type: "log",
      id,
      level,
      message: String(message).slice(0, longest),
      ...(plain && { fields: plain }),
    });
  };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

/** What a driver's code says of its fields' types may not be true. */
function plainFields(fields: LogFields | undefined): Readonly<Record<string, string | number | boolean>> | undefined {
  if (fields === undefined) return undefined;
  const plain: [string, string | number | boolean][] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === "string") plain.push([key, value.slice(0, longest)]);
    else if (typeof value === "number" || typeof value === "boolean") plain.push([key, value]);
  }
  return Object.fromEntries(plain);
}
