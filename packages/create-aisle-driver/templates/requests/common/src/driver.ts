import { defineDriver } from "@aisle/sdk";
import { z } from "zod";
import { poll } from "./poll.ts";
import { read } from "./protocol.ts";

const settings = z.strictObject({
  /** How often it is asked (ms). */
  every: z.number().int().min(10).max(60_000).default(500),
});

/** Opens one device. It never opens a port, retries or reconnects: the hub does that. */
export const driver = defineDriver({
  id: "__ID__",
  kind: "__KIND__",
  transport: "__TRANSPORT__",
  settings,
  liveness: ({ every }) => ({ within: 5 * every }),
  open: ({ transport, settings: { every }, clock }) => ({
    readings: poll(clock, every, (signal) => read(transport, signal)),
  }),
});
