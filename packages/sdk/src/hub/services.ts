import { Container, ContainerModule, type ServiceIdentifier } from "inversify";
import { checkSettings } from "../drivers/settings-check.ts";
import type { Clock, Random } from "../time/clock.ts";
import { seededRandom, systemRandom } from "../time/random.ts";
import { systemClock } from "../time/system-clock.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { HubOptions } from "./hub.ts";
import { childLogger, type Logger, silentLogger } from "./log.ts";
import type { Runtime } from "./runtime.ts";
import { supervisionSettings } from "./supervision.ts";

/**
 * The services that a host may rebind with `modules`:
 *
 * ```ts
 * new ContainerModule(({ rebind }) => {
 *   rebind(serviceTokens.log).toConstantValue(myLogger);
 * });
 * ```
 */
export const serviceTokens = {
  clock: Symbol.for("aisle.clock") as ServiceIdentifier<Clock>,
  random: Symbol.for("aisle.random") as ServiceIdentifier<Random>,
  log: Symbol.for("aisle.log") as ServiceIdentifier<Logger>,
} as const;

const runtimeToken = Symbol.for("aisle.runtime") as ServiceIdentifier<Runtime>;

/** Wires the services of one hub. Raises `settings-invalid` for wrong `supervision`. */
export async function createRuntime(options: HubOptions): Promise<Runtime> {
  const settings = await checkSettings(supervisionSettings, options.supervision, "the hub's supervision");
  const { clock, random, log } = serviceTokens;
  const builtIn = new ContainerModule(({ bind }) => {
    bind(clock).toConstantValue(options.clock ?? systemClock);
    bind(random).toConstantValue(options.random ?? defaultRandom(options.clock));
    bind(log).toConstantValue(options.log ?? silentLogger);
    bind(runtimeToken)
      .toResolvedValue(
        (clock: Clock, random: Random, log: Logger): Runtime => ({
          clock,
          random,
          log: childLogger(log, {}),
          settings,
          heartbeat: new Heartbeat(clock),
        }),
        [clock, random, log],
      )
      .inSingletonScope();
  });
  const container = new Container();
  await container.loadAsync(builtIn, ...(options.modules ?? []));
  return container.getAsync(runtimeToken);
}

/** A hub in a time of its own repeats itself: its retries come at the same moments in every run. */
function defaultRandom(clock: Clock | undefined): Random {
  return clock === undefined || clock === systemClock ? systemRandom : seededRandom(1);
}
