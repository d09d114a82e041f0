import { gzipSync } from "node:zlib";
import { redact, redactDeep } from "../secrets/index.ts";

/** What a support bundle holds; every part is made safe on its way in. */
export interface SupportBundleParts {
  /** When it was made, ms since the epoch. */
  readonly at: number;
  /** Of the host, Aisle, Node and the drivers. */
  readonly versions: Readonly<Record<string, string>>;
  /** A `HealthSnapshot`. */
  readonly health?: unknown;
  /** What became of plugins and devices. */
  readonly report?: unknown;
  /** The store's settings. */
  readonly settings?: unknown;
  /** Of a `logTail`. */
  readonly log?: readonly unknown[];
  /** Whatever else the host has to say. */
  readonly notes?: unknown;
}

/**
 * One gzip'd JSON file for whoever has to find out what is wrong: no known secret is in it, nothing that is called like
 * one (`password`, `token`, …), and no reading. Look into it with `gunzip -c FILE`.
 */
export function supportBundle(parts: SupportBundleParts): Uint8Array {
  const plain = redactDeep({ format: "aisle-support/1", ...parts });
  return gzipSync(
    `${JSON.stringify(plain, (_, value: unknown) => (typeof value === "string" ? redact(value) : value), 2)}\n`,
  );
}
