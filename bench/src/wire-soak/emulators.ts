// The emulated store in a process of its own, over loopback. It is told `{ seed, faults, span }` as its argument, "begin"
// when the store is to live, "stand still" when it is to stop, and then says what was said.
import { createEmulatedStore, serveEmulatedStore } from "@aisle/drivers-mock/emulators";
import { seededRandom, systemClock } from "@aisle/sdk";
import type { EmulatorMessage, EmulatorPlan } from "./emulator-messages.ts";
import { planFaults } from "./plan-faults.ts";
import { recordSaid, type Said } from "./said.ts";
import { asWireEnd, countFaults } from "./virtual-soak.ts";

const { seed, faults, span } = JSON.parse(process.argv[2] ?? "{}") as EmulatorPlan;
const clock = systemClock;
const random = seededRandom(seed);
let waiting: Said[] = [];
const tell = (message: EmulatorMessage): void => {
  process.send?.(message);
};
const flush = (): void => {
  if (waiting.length > 0) tell({ type: "said", said: waiting });
  waiting = [];
};
const made = createEmulatedStore({ simulation: { seed }, clock, random });
const store = recordSaid(made, clock, (said) => {
  // A part of a batch's memory would be sent with all of it.
  waiting.push(said.what === "weights" ? { ...said, grams: said.grams.slice() } : said);
});
const served = await serveEmulatedStore(store);
const planned = planFaults(store.wires, { count: faults, span, seed: seed + 1 });
const stop = new AbortController();
const flushing = setInterval(flush, 200);
let living: Promise<void> | undefined;

process.on("message", (message) => {
  if (message === "begin") {
    living = store.live(stop.signal);
    for (const { after, request } of planned) clock.schedule(after, () => store.setFault(request));
  }
  if (message === "stand still") {
    stop.abort();
    void living?.then(flush);
  }
  if (message === "end") void end();
});
process.on("disconnect", () => process.exit(1));
tell({ type: "ready", model: store.model, settings: served.settings });

async function end(): Promise<void> {
  clearInterval(flushing);
  flush();
  tell({ type: "end", wires: store.wires.map(asWireEnd), faults: countFaults(planned) });
  await served[Symbol.asyncDispose]();
  process.disconnect();
  process.exit(0);
}
