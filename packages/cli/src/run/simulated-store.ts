import { createPlayback, createSimulation, type SimulationSettingsInput, type TruthReceipt } from "@aisle/drivers-mock";
import { type Clock, openHub, VirtualClock } from "@aisle/sdk";
import type { Speed } from "../arguments/index.ts";
import type { StorePlan } from "./running-store.ts";

/** Always the same morning, so that the same seed gives the same output. */
const startsAt = Date.UTC(2026, 0, 1, 8);

/**
 * The store without hardware. Its gates wait for the host's `admit` unless `settings` say otherwise.
 * @throws AisleError `simulation-settings-invalid` (settings)
 */
export function simulatedStore(settings: SimulationSettingsInput, speed: Speed, realClock: Clock): StorePlan {
  const { admission = "host" } = settings;
  let tell: ((truth: TruthReceipt) => void) | undefined;
  const source = createSimulation({ ...settings, admission, startsAt, onReceipt: (truth) => tell?.(truth) });
  const clock = new VirtualClock(source.startsAt);
  const playback = createPlayback({ source, clock });
  return {
    model: source.store,
    clock,
    simulated: true,
    hostAdmits: admission === "host",
    open: (log) => openHub({ ...playback, clock, log }),
    async live(signal, onTruth) {
      tell = onTruth;
      await playback.run({ pace: speed, signal, realClock });
    },
  };
}
