// What a step of a trial gives: `{ output }` in bytes, or `{ problem }` in words.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

/** What a program wrote to stdout is its output. */
export const outputOf = ({ stdout, problem }) => (problem === undefined ? { output: stdout } : { problem });

/** Runs `act` in `folder`, emptied before; the files that it leaves there, unpacked, are part of its output. */
export function withFiles(folder, act) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const result = act(folder);
  if (result.problem !== undefined) return result;
  const parts = [result.output];
  for (const file of fs.readdirSync(folder, { recursive: true }).sort()) {
    const at = path.join(folder, file);
    if (!fs.statSync(at).isFile()) continue;
    const bytes = fs.readFileSync(at);
    // How well something is compressed depends on the zlib that Node was built with; what it says must not.
    parts.push(Buffer.from(`\n--- ${file}\n`), file.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes);
  }
  return { output: Buffer.concat(parts) };
}
