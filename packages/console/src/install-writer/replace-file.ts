import { AisleError } from "@aisle/sdk";
import type { InstallDisk } from "./disk.ts";

/**
 * Puts a new text in place of a file at once: beside it, then by its name; what was there is kept as `FILE.bak`.
 *
 * @throws AisleError `console-install-changed` when the file is no longer what was read, `console-install-failed` when
 * the disk refuses.
 */
export async function replaceFile(disk: InstallDisk, file: string, was: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  try {
    await disk.write(fresh, text, file);
    await disk.copy(file, `${file}.bak`);
    if ((await disk.read(file)) === was) {
      await disk.rename(fresh, file);
      return;
    }
  } catch (error) {
    await disk.remove(fresh).catch(() => undefined);
    throw failed(file, "written", error);
  }
  await disk.remove(fresh).catch(() => undefined);
  throw new AisleError("console-install-changed", `${file} was changed by somebody else in the meantime.`, {
    category: "settings",
    retryable: true,
    remedy: `Look at ${file}, then save once more.`,
  });
}

/** Reads a file that is to be written. */
export async function readForWriting(disk: InstallDisk, file: string): Promise<{ file: string; text: string }> {
  try {
    const real = await disk.resolve(file);
    return { file: real, text: await disk.read(real) };
  } catch (error) {
    throw failed(file, "read", error);
  }
}

function failed(file: string, what: "read" | "written", cause: unknown): AisleError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AisleError("console-install-failed", `${file} cannot be ${what}: ${reason}`, {
    category: "settings",
    retryable: true,
    remedy: `See that ${file} and its folder are there, may be written to, and that the disk has room.`,
    cause,
  });
}
