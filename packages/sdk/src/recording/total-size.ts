import { toReason } from "../errors/reason.ts";
import { isRecorderFile } from "./file-names.ts";
import type { WriterOptions } from "./recording-writer.ts";

/** Deletes the oldest recorder's files of the folder until they are within `maxTotalBytes`; never `current`. */
export async function deleteOldest(
  { folder, disk, limits, log }: Pick<WriterOptions, "folder" | "disk" | "limits" | "log">,
  current: string,
): Promise<void> {
  const { maxTotalBytes, maxBytes } = limits;
  if (maxTotalBytes === undefined) return;
  try {
    const files = (await disk.list(folder)).filter(({ name }) => isRecorderFile(name) && name !== current);
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    // The current file may still grow to its bound.
    let total = files.reduce((sum, { size }) => sum + size, maxBytes);
    for (const { name, size } of files) {
      if (total <= maxTotalBytes) return;
      await disk.remove(folder, name);
      total -= size;
      log.info("The oldest part of the recording was deleted to stay within its bound.", { file: name });
    }
  } catch (thrown) {
    // Somebody may have it open; the next file tries again, and a full disk is told of anyway.
    log.warn(`An old part of the recording cannot be deleted: ${toReason(thrown).message}`);
  }
}
