import { defineDriver, defineTransport } from "@aisle/sdk";
import { z } from "zod";
import type { Switchboard } from "./switchboard.ts";

/** Settings of devices that speak all the time: after how many ms without a reading they count as offline. */
const streaming = z.strictObject({ silentAfter: z.number().positive().default(3000) });
const occasional = z.strictObject({});

const camera = defineDriver({
  id: "scene-camera",
  kind: "camera",
  transport: "scene",
  settings: streaming,
  liveness: ({ silentAfter }) => ({ within: silentAfter }),
  open: ({ device, transport }) => ({
    readings: transport.readings(device, "camera"),
    commands: { snapshot: (input) => transport.command(device, "snapshot", input) },
  }),
});

const weightShelf = defineDriver({
  id: "scene-weight-shelf",
  kind: "weight-shelf",
  transport: "scene",
  settings: streaming,
  liveness: ({ silentAfter }) => ({ within: silentAfter }),
  open: ({ device, transport }) => ({
    readings: transport.readings(device, "weight-shelf"),
    commands: { tare: (input) => transport.command(device, "tare", input) },
  }),
});

const turnstile = defineDriver({
  id: "scene-turnstile",
  kind: "turnstile",
  transport: "scene",
  settings: occasional,
  liveness: "unwatched",
  open: ({ device, transport }) => ({
    readings: transport.readings(device, "turnstile"),
    commands: {
      admit: (input) => transport.command(device, "admit", input),
      setMode: (input) => transport.command(device, "setMode", input),
    },
  }),
});

const barcodeScanner = defineDriver({
  id: "scene-barcode-scanner",
  kind: "barcode-scanner",
  transport: "scene",
  settings: occasional,
  liveness: "unwatched",
  open: ({ device, transport }) => ({
    readings: transport.readings(device, "barcode-scanner"),
    commands: { trigger: (input) => transport.command(device, "trigger", input) },
  }),
});

/** The drivers of a source's devices, one for each kind. */
export const sceneDrivers = [camera, turnstile, barcodeScanner, weightShelf] as const;

/** The `scene` transport of one playback. */
export function sceneTransport(switchboard: Switchboard) {
  return defineTransport({
    transport: "scene",
    settings: occasional,
    open: () => ({
      transport: switchboard,
      close: () => {
        // Nothing is held: the source belongs to whoever plays it.
      },
    }),
  });
}
