import type { Clock, Random } from "@aisle/sdk";
import { hidOverBytes, hidScale } from "../hid/index.ts";
import { scaleDevice } from "../serial/index.ts";
import { byteWire } from "./byte-wire.ts";
import type { WirePart } from "./wire.ts";

/** Something else lies on the pan so often (ms). */
const nextThingMs = 4_000;
/** Grams of the heaviest thing. */
const heaviest = 2_500;

/** A scale at which shoppers weigh things: it belongs to no shelf of the store model, and to no bill. */
export interface ScaleWire extends WirePart {
  /** Puts one thing after the other on the pan until `signal` is aborted. */
  weigh(signal: AbortSignal): void;
}

/** A scale with HID reports, or with MT-SICS on a serial line. */
export function scaleWire(id: string, protocol: "hid" | "serial", clock: Clock, random: Random): ScaleWire {
  const hid = protocol === "hid" ? hidScale({ clock, facts: { serialNumber: id } }) : undefined;
  const serial = scaleDevice({ protocol: "mt-sics", clock, serialNumber: id });
  const scale = hid ?? serial;
  const device = hid === undefined ? serial : hidOverBytes(hid);
  /** Grams that lie on the pan. */
  let pan = 0;
  const wire = byteWire({
    ...{ id, protocol, device, clock, random },
    counted: () => ({ said: Object.fromEntries(scale.said), pan }),
    say: () => undefined,
  });
  return Object.assign(wire, {
    weigh(signal: AbortSignal) {
      if (signal.aborted) return;
      let full = false;
      const next = (): void => {
        full = !full;
        pan = full ? Math.round(random() * heaviest) : 0;
        scale.load(pan);
        cancel = clock.schedule(nextThingMs, next);
      };
      let cancel = clock.schedule(nextThingMs, next);
      signal.addEventListener("abort", () => cancel(), { once: true });
    },
  });
}
