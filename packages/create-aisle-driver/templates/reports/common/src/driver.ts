import { defineDriver } from "@aisle/sdk";
import { z } from "zod";
import { reports } from "./protocol.ts";

/** Opens one device. It never opens a port, retries or reconnects: the hub does that. */
export const driver = defineDriver({
  id: "__ID__",
  kind: "__KIND__",
  transport: "__TRANSPORT__",
  settings: z.strictObject({}),
  // USB says when a device has gone.
  liveness: "unwatched",
  open: ({ transport }) => ({ readings: reports(transport.reports$) }),
});
