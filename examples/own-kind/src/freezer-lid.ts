import { defineDriver } from "@aisle/sdk";
import { filter, map } from "rxjs";
import { z } from "zod";
import "./freezer-bus.ts";

declare module "@aisle/sdk" {
  interface DeviceKinds {
    "freezer-lid": {
      readings: { lid: { readonly open: boolean } };
      /** Gives back whether the lid was shut, and so is locked now. */
      commands: { lock: { readonly input: { readonly minutes: number }; readonly output: boolean } };
    };
  }
}

/** The lid of one freezer on the bus. */
export const freezerLid = defineDriver({
  id: "acme-freezer-lid",
  kind: "freezer-lid",
  transport: "freezer-bus",
  settings: z.strictObject({ freezer: z.number().int().min(1).max(99) }),
  liveness: { within: 60_000 },
  open: ({ transport, settings: { freezer } }) => ({
    info: { maker: "Acme", model: "F-1" },
    readings: transport.lids$.pipe(
      filter((lid) => lid.freezer === freezer),
      map(({ open }) => ({ type: "lid" as const, data: { open } })),
    ),
    commands: { lock: ({ minutes }) => transport.lock(freezer, minutes) },
  }),
});
