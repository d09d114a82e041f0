import { NEVER } from "rxjs";
import { z } from "zod";
import type { AnyDriver } from "../drivers/define-driver.ts";
import { defineDriver } from "../drivers/define-driver.ts";
import { defineTransport } from "../transports/define-transport.ts";

/** The manifest of a plugin with one driver. */
export const manifest = (id = "acme-scanner", more: object = {}) => ({
  manifest: 1,
  sdk: "0.x",
  drivers: [{ id, kind: "barcode-scanner", transport: "tcp", ...more }],
});

/** The text of a package with that manifest, and an entry `./index.js`. */
export const packageJson = (name: string, aisle: unknown = manifest(), more: object = {}) => ({
  name,
  version: "1.2.3",
  exports: "./index.js",
  aisle,
  ...more,
});

export const driver = (id = "acme-scanner"): AnyDriver =>
  defineDriver({
    id,
    kind: "barcode-scanner",
    transport: "tcp",
    settings: z.strictObject({}),
    liveness: "unwatched",
    open: () => ({ readings: NEVER }),
  });

export const serial = defineTransport({
  transport: "serial",
  settings: z.strictObject({ path: z.string() }),
  open: () => ({ transport: { bytes$: NEVER, write: () => Promise.resolve() }, close: () => undefined }),
});
