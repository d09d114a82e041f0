import type { Clock, Random } from "../time/clock.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Logger } from "./log.ts";
import type { SupervisionSettings } from "./supervision.ts";

/** The services that everything in a hub runs on. */
export interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly settings: SupervisionSettings;
  readonly heartbeat: Heartbeat;
}
