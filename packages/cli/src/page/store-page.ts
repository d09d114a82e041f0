import { createInstallWriter, watchHub } from "@aisle/console";
import type { Fusion } from "@aisle/fusion";
import type { Hub, Logger } from "@aisle/sdk";
import type { PageArguments } from "../arguments/index.ts";
import type { CliIo } from "../io/io.ts";
import type { StorePlan } from "../run/running-store.ts";
import { type OpenedPage, openPage } from "./open-page.ts";

/** The page of a store that runs. */
export interface StorePage extends OpenedPage {
  /** Something the host has to say, now. */
  note(text: string): void;
}

/**
 * Serves the page of a running store. It hears everything that happens from the moment of the call, before it can be
 * opened. What shoppers of a simulated store really took is not on it: a live page shows what a store can know.
 * @throws what `openPage` throws
 */
export async function openStorePage(
  args: PageArguments,
  io: CliIo,
  store: { readonly hub: Hub; readonly fusion: Fusion; readonly plan: StorePlan; readonly log: Logger },
): Promise<StorePage> {
  const { hub, fusion, plan, log } = store;
  const { model, clock, settingsFile, modelFile, installation } = plan;
  const install =
    settingsFile === undefined
      ? {}
      : {
          settingsFile,
          ...(modelFile !== undefined && { modelFile }),
          install: createInstallWriter({ settingsFile, env: io.env }),
        };
  const source = watchHub({
    ...{ hub, fusion, model, clock, log, name: model.name },
    ...(installation !== undefined && { installation }),
    ...(args.allow.has("install") ? install : {}),
    commands: args.allow.has("commands"),
  });
  const page = await openPage(args, io, source, log);
  return { ...page, note: (text) => source.note(text) };
}
