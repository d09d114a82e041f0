import { defineDriver } from "@aisle/sdk";
import { z } from "zod";
import { poll } from "./poll.ts";
import { read } from "./protocol.ts";

const settings = z.strictObject({
  /** How often it says something (ms). */
  every: z.number().int().min(10).max(60_000).default(500),
});

/** A device that lives inside the process. */
export const driver = defineDriver({
  id: "__ID__",
  kind: "__KIND__",
  transport: "__TRANSPORT__",
  settings,
  liveness: ({ every }) => ({ within: 5 * every }),
  open: ({ settings: { every }, clock }) => ({ readings: poll(clock, every, read) }),
});
