import { resolve } from "node:path";
import { type Console, type ConsoleSource, createConsole, serveConsole } from "@aisle/console";
import type { Logger } from "@aisle/sdk";
import type { PageArguments } from "../arguments/index.ts";
import type { CliIo } from "../io/io.ts";
import { readText } from "../run/device-store.ts";
import { listenOnFreePort } from "./listen.ts";

/** A page that can be looked at. */
export interface OpenedPage {
  /** Where, such as `http://127.0.0.1:4870/`. */
  readonly url: string;
  /** Ends every connection and lets go of what was watched. */
  close(): Promise<void>;
}

/**
 * Serves the page of `source`, which belongs to the page from here on, also where it cannot be served. `log` hears where
 * the page itself fails.
 * @throws AisleError `page-port-taken` (transport), `file-unreadable` (input), and what `createConsole` and `serveConsole`
 * throw
 */
export async function openPage(
  args: PageArguments,
  io: CliIo,
  source: ConsoleSource,
  log: Logger,
): Promise<OpenedPage> {
  let page: Console | undefined;
  const letGo = (): void => {
    page?.close();
    source.close();
  };
  try {
    const token = args.token === undefined ? {} : { token: read(args.token, "token", io).trim() };
    const tls = readTls(args, io);
    const rights = { command: args.allow.has("commands"), install: args.allow.has("install") };
    const opened = createConsole(source, { rights, clock: io.clock, log, ...token });
    page = opened;
    const options = { host: args.host, ...(tls === undefined ? {} : { tls }) };
    const served = await listenOnFreePort(args, (port) => serveConsole(opened, { ...options, port }));
    return {
      url: served.url,
      async close() {
        await served.close();
        letGo();
      },
    };
  } catch (error) {
    letGo();
    throw error;
  }
}

function readTls({ cert, key }: PageArguments, io: CliIo): { readonly cert: string; readonly key: string } | undefined {
  if (cert === undefined || key === undefined) return undefined;
  return {
    cert: read(cert, "cert", io),
    key: read(key, "key", io),
  };
}

function read(file: string, option: "token" | "cert" | "key", io: CliIo): string {
  return readText(resolve(io.cwd, file), `the file of --page-${option}`);
}
