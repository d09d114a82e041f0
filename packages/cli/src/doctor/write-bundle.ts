import { renameSync, rmSync, writeFileSync } from "node:fs";
import { AisleError } from "@aisle/sdk";

/**
 * Writes the bundle, readable by its owner only; it is there as a whole or not at all.
 * @throws AisleError `output-invalid` (input)
 */
export function writeBundle(path: string, bundle: Uint8Array): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, bundle, { mode: 0o600 });
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError("output-invalid", `--bundle: ${path} could not be written: ${why}`, {
      category: "input",
      remedy: "check that the folder is there and may be written to, and that the disk has room",
      cause,
    });
  }
}
