import type { CliIo } from "../io/io.ts";
import { createJsonView } from "./json-view.ts";
import { createLineView } from "./line-view.ts";
import type { LiveStore } from "./live-store.ts";
import { createScreenView } from "./screen-view.ts";
import type { StoreView } from "./store-view.ts";

/** A whole screen on a terminal that can be redrawn, plain lines elsewhere, JSON lines where they are asked for. */
export function chooseView(io: CliIo, json: boolean, store: LiveStore, now: () => number): StoreView {
  const print = (line: string): void => io.stdout.write(`${line}\n`);
  if (json) return createJsonView(print);
  const redraws = io.stdout.isTTY && io.env["TERM"] !== "dumb";
  return redraws ? createScreenView(io, store, now) : createLineView(store.words, print);
}
