import { defineDriver, lines } from "@aisle/sdk";
import { concatMap, share } from "rxjs";
import { z } from "zod";
import { askOver } from "./ask.ts";
import { commandsOver, toReadings } from "./protocol.ts";

const settings = z.strictObject({
  /** How often the device is asked whether it is there (ms). */
  probeEvery: z.number().int().min(500).max(600_000).default(5_000),
});

/** Opens one device. It never opens a port, retries or reconnects: the hub does that. */
export const driver = defineDriver({
  id: "__ID__",
  kind: "__KIND__",
  transport: "__TRANSPORT__",
  settings,
  liveness: ({ probeEvery }) => ({ probe: "driver", every: probeEvery }),
  open({ transport }) {
    const lines$ = transport.bytes$.pipe(lines(), share());
    const ask = askOver(transport, lines$);
    return {
      readings: lines$.pipe(concatMap(toReadings)),
      probe: (signal) => ask("?", /^!$/, signal),
      commands: commandsOver(ask),
    };
  },
});
