import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "..");

/** The real process, from source. */
function aisle(...words: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ["--conditions=aisle-source", "--import", "tsx", "src/main.ts", ...words], {
    cwd: folder,
  });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; stderr: string }> {
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stderr };
}

describe("the process", () => {
  it("ends with the exit code of its command", async () => {
    const { code, stderr } = await ended(aisle("replya"));
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean replay?");
  });

  it("ends quietly and at once when whoever reads it goes away", async () => {
    const child = aisle("run", "--speed", "20");
    const end = ended(child);
    await once(child.stdout, "data");
    child.stdout.destroy();
    expect(await end).toEqual({ code: 0, stderr: "" });
  });

  it.skipIf(process.platform === "win32")("takes one Ctrl-C that reaches it twice for one, and ends well", async () => {
    const child = aisle("run", "--speed", "20");
    const end = ended(child);
    await once(child.stdout, "data");
    child.stdout.resume();
    child.kill("SIGINT");
    child.kill("SIGINT");
    expect(await end).toEqual({ code: 0, stderr: "" });
  });
});
