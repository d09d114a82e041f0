import type { Clock } from "@aisle/sdk";
import { type Audience, createAudience, type SaidByKind } from "../wire/audience.ts";
import type { ByteDevice, ByteLine } from "../wire/devices.ts";
import { mtSicsSession } from "./mt-sics.ts";
import { toledo8217Session } from "./toledo-8217.ts";
import { createWeighing } from "./weighing.ts";

/** A scale on a serial line, and the hand that puts things on it. */
export interface ScaleDevice extends ByteDevice {
  /** Puts this much on the pan, in grams. Where it was another load, the scale is in motion for `motionMs` (500 unless told). */
  load(grams: number, motionMs?: number): void;
  readonly stable: boolean;
  /** What it shows: grams, less zero and tare. */
  readonly shown: number;
  /** `weight`, `status` and `answer`. */
  readonly said: SaidByKind;
}

/** What kind of a scale it is. */
export interface ScaleDeviceOptions {
  readonly protocol: "mt-sics" | "toledo-8217";
  readonly clock: Clock;
  /** The most it weighs, in grams; 6200 unless told, and 15,000 for `toledo-8217`. */
  readonly capacity?: number;
  /** The smallest step it shows, in grams; 0.01 unless told, and 5 for `toledo-8217`. */
  readonly division?: number;
  /** Milliseconds between two weights of a stream (`SIR`); 100 unless told. */
  readonly every?: number;
  /** What it says its serial number is. */
  readonly serialNumber?: string;
}

/** Makes a scale with nothing on it. */
export function scaleDevice(options: ScaleDeviceOptions): ScaleDevice {
  const { protocol, clock, every = 100, serialNumber = "B000000001" } = options;
  const sics = protocol === "mt-sics";
  const { capacity = sics ? 6_200 : 15_000, division = sics ? 0.01 : 5 } = options;
  const weighing = createWeighing({ clock, capacity, division });
  const audience: Audience<ByteLine> = createAudience();
  return {
    said: audience.said,
    load(grams, motionMs = 500) {
      weighing.load(grams, motionMs);
    },
    get stable() {
      return weighing.stable;
    },
    get shown() {
      return weighing.net;
    },
    connect(line) {
      audience.join(line);
      const say = (kind: string, text: string): void => {
        audience.answer(kind, line, (to) => {
          to.send(Buffer.from(text, "latin1"));
        });
      };
      const session = { clock, weighing, serialNumber, every, say };
      const connection = sics ? mtSicsSession(session) : toledo8217Session(session);
      return {
        receive: (bytes) => {
          connection.receive(bytes);
        },
        close: () => {
          audience.leave(line);
          connection.close();
        },
      };
    },
  };
}
