import type { Clock } from "@aisle/sdk";
import type { ConsoleSource } from "../console-source.ts";
import type { Access } from "./access/index.ts";
import type { SafeLog } from "./safe-log.ts";
import type { Streams } from "./stream/index.ts";

/** What the handlers of one console share. */
export interface ConsoleParts {
  readonly source: ConsoleSource;
  readonly rights: { readonly command: boolean; readonly install: boolean };
  readonly access: Access;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly log: SafeLog;
}
