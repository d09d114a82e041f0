import type { PageModel } from "../client/page-model.ts";

/** Store time now, as far as the page knows. */
export function storeNow(model: PageModel): number {
  return Math.max(model.t.peek(), model.tape.peek()?.until ?? 0);
}
