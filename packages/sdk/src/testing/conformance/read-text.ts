import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** A path as the file system takes it. */
export function toPath(file: string | URL): string {
  return file instanceof URL || file.startsWith("file:") ? fileURLToPath(file) : file;
}

/** The text of a file of the fixture, or what is wrong with it. */
export async function readText(file: string | URL): Promise<{ readonly text: string } | { readonly problem: string }> {
  try {
    return { text: await readFile(toPath(file), "utf8") };
  } catch (thrown) {
    return { problem: `${toPath(file)} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
  }
}
