import { isAisleError } from "@aisle/sdk";
import type { PageArguments } from "../arguments/index.ts";
import type { CliIo } from "../io/io.ts";
import type * as pages from "../page/index.ts";
import type { StoreView } from "../views/index.ts";

type Pages = typeof pages;

/** Loads what a page needs, before the hub is open: a page has to hear everything that the store says. */
export async function loadPages(page: PageArguments | undefined): Promise<Pages | undefined> {
  return page === undefined ? undefined : await import("../page/index.ts");
}

/**
 * Serves the page of a run and tells the view where it is; nothing where it is off. A page that cannot be served is
 * told as a note and the store goes on without it, unless something was said about it on the command line: then that
 * is wrong.
 */
export async function servePage(
  loaded: Pages | undefined,
  page: PageArguments | undefined,
  io: CliIo,
  store: Parameters<Pages["openStorePage"]>[2],
  view: StoreView,
): Promise<pages.StorePage | undefined> {
  if (loaded === undefined || page === undefined) return undefined;
  try {
    const opened = await loaded.openStorePage(page, io, store);
    view.page(opened.url);
    return opened;
  } catch (error) {
    const asked = page.port !== undefined || page.token !== undefined || page.cert !== undefined || page.allow.size > 0;
    if (asked) throw error;
    const mend = isAisleError(error) && error.remedy !== undefined ? ` (${error.remedy})` : "";
    const why = error instanceof Error ? error.message : String(error);
    view.note(`the store goes on without its page: ${why}${mend}`, store.plan.clock.now());
    return undefined;
  }
}
