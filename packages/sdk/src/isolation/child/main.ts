/**
 * The program of a driver process. The host starts it (`isolate`) and speaks to it over the channel of
 * `child_process.fork`; it lives as long as that channel does.
 */
import { toErrorRecord } from "../../errors/error-record.ts";
import { systemClock } from "../../time/system-clock.ts";
import type { ChildMessage } from "../protocol/messages.ts";
import { ChildProgram } from "./program.ts";

/** How long the last word may take to be written, in milliseconds. */
const lastWordMs = 200;

if (process.send === undefined) {
  process.stderr.write("This is a part of @aisle/sdk that a host starts; it does nothing on its own.\n");
  process.exit(1);
}

// Its own, so that a driver cannot take it away.
const sendOver = process.send.bind(process);
const send = (message: ChildMessage, sent: () => void = () => undefined): void => {
  // With a callback a channel that is gone raises nothing: the process ends by `disconnect`.
  sendOver(message, undefined, undefined, sent);
};
const program = new ChildProgram({
  send: (message) => {
    send(message);
  },
  clock: systemClock,
  importModule: (url) => import(url) as Promise<Readonly<Record<string, unknown>>>,
  rssBytes: () => process.memoryUsage.rss(),
  exit: () => process.exit(0),
});

// Nobody holds it any more: no orphan stays, and no port stays open.
process.on("disconnect", () => process.exit(0));
// Ctrl-C and a service manager's stop go to the whole group; the host decides when its devices are let go of.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
const fatal = (thrown: unknown): void => {
  send({ type: "fatal", error: toErrorRecord(thrown) }, () => process.exit(1));
  setTimeout(() => process.exit(1), lastWordMs);
};
process.on("uncaughtException", fatal).on("unhandledRejection", fatal);
process.on("message", (value) => {
  program.handle(value);
});
