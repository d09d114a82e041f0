import { defineDriver } from "@aisle/sdk";
import { z } from "zod";
import { poll } from "./poll.ts";
import { commandsOver, read } from "./protocol.ts";

const settings = z.strictObject({
  /** Number of the unit on the bus. */
  unit: z.number().int().min(1).max(247),
  /** How often it is read (ms). */
  every: z.number().int().min(10).max(60_000).default(500),
});

/** Opens one device. It never opens a port, retries or reconnects: the hub does that. */
export const driver = defineDriver({
  id: "__ID__",
  kind: "__KIND__",
  transport: "__TRANSPORT__",
  settings,
  liveness: ({ every }) => ({ within: 5 * every }),
  open: ({ transport, settings: { unit, every }, clock }) => ({
    readings: poll(clock, every, (signal) => read(transport, unit, signal)),
    commands: commandsOver(transport, unit),
  }),
});
