import { createConsole, serveConsole, type WatchHubOptions, watchHub } from "@aisle/console";
import { seededRandom, systemClock } from "@aisle/sdk";
import { createCrowd } from "./crowd.ts";
import { openCrowdedHub } from "./crowded-hub.ts";
import { crowdedModel } from "./crowded-model.ts";

const people = 200;
const beat = 100;

/** What the server keeps; the console's own unless told. */
export type Bounds = Pick<WatchHubOptions, "maxTapeBytes" | "maxEvidence" | "maxMarks">;

/** The crowded store, at first without its page. */
export interface CrowdedStore extends AsyncDisposable {
  /** Serves its page from now on, remembering as much as `bounds` say; gives the address. */
  servePage(bounds?: Bounds): Promise<string>;
}

/** Lets a store of 200 people, 2,000 plates and 50 cameras live in real time behind a real hub. */
export async function openCrowdedStore(): Promise<CrowdedStore> {
  const random = seededRandom(1);
  const crowd = createCrowd(people, systemClock, random);
  const { hub, speak } = await openCrowdedHub(random);
  const closers: (() => Promise<void> | void)[] = [() => hub.close()];
  const timer = setInterval(() => {
    crowd.advance(beat);
    speak(crowd);
  }, beat);
  return {
    async servePage(bounds = {}) {
      const source = watchHub({ hub, fusion: crowd.fusion, model: crowdedModel, clock: systemClock, ...bounds });
      crowd.enter();
      const page = createConsole(source);
      const served = await serveConsole(page, { port: 0 });
      closers.push(
        () => source.close(),
        () => page.close(),
        () => served.close(),
      );
      return served.url;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const close of closers.toReversed()) await close();
    },
  };
}

/** Share of a core that this process takes while `ms` go by, in percent. */
export async function coreShare(ms: number): Promise<number> {
  const before = process.cpuUsage();
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (performance.now() - from);
}
