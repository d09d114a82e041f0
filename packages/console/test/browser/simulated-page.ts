import { createPlayback, createSimulation, type Simulation } from "@aisle/drivers-mock";
import { type Fusion, fuse } from "@aisle/fusion";
import { type Hub, openHub, systemClock, VirtualClock } from "@aisle/sdk";
import { filter, firstValueFrom } from "rxjs";
import { createConsole, serveConsole, watchHub } from "../../src/index.ts";

/** A living, simulated store with its page. */
export interface SimulatedPage extends AsyncDisposable {
  readonly url: string;
  readonly hub: Hub;
  readonly fusion: Fusion;
  readonly simulation: Simulation;
  /** What its devices were told, as `gate-1 setMode`. */
  readonly told: readonly string[];
  /** Resolves once something was taken, at once where that was before. */
  somethingTaken(): Promise<unknown>;
}

const startsAt = Date.UTC(2026, 0, 5, 9);

/** Serves the page of a busy simulated store that lives in real time, on a free port of this machine. */
export async function simulatedPage({ commands = false, seed = 3 } = {}): Promise<SimulatedPage> {
  const shoppers = { shoppersPerMinute: 60, maxPeople: 12, meanItems: 4 };
  const simulation = createSimulation({ ...shoppers, seed, startsAt, admission: "automatic" });
  const told: string[] = [];
  const source = {
    store: simulation.store,
    startsAt,
    readings: () => simulation.readings(),
    command(device: string, name: string, input: unknown) {
      simulation.command(device, name, input);
      told.push(`${device} ${name}`);
    },
  };
  const clock = new VirtualClock(startsAt);
  const playback = createPlayback({ source, clock });
  const hub = await openHub({ ...playback, clock });
  const fusion = fuse(hub, simulation.store, { clock });
  const taken = firstValueFrom(fusion.events$.pipe(filter(({ type }) => type === "interaction.detected")));
  taken.catch(() => undefined);
  const watched = watchHub({ hub, fusion, model: simulation.store, clock, commands });
  const page = createConsole(watched, { rights: { command: commands, install: false }, clock: systemClock });
  const served = await serveConsole(page, { port: 0 });
  const ended = new AbortController();
  const living = playback.run({ pace: 1, signal: ended.signal });
  return {
    url: served.url,
    hub,
    fusion,
    simulation,
    told,
    somethingTaken: () => taken,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await living;
      await served.close();
      page.close();
      watched.close();
      fusion.stop();
      await hub.close();
    },
  };
}
