import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { OnvifCounts } from "../../src/emulators/onvif/index.ts";

/** Set to 1 where Debian's `onvif-tools`, `iproute2` and `unshare` are installed and may be started. */
const peers = process.env["AISLE_PEERS"] === "1";
const run = promisify(execFile);
const session = fileURLToPath(new URL("onvif-tools-session.ts", import.meta.url));
const username = "aisle";

/** What `onvif-util` said, and what the camera counted, in a network that has nothing but loopback. */
async function converse(
  given: string,
): Promise<{ found: string; said: string; rtspPort: number; counts: OnvifCounts }> {
  const node = [process.execPath, "--import", "tsx", "--conditions=aisle-source", session];
  const { stdout } = await run("unshare", ["-rn", "--", ...node, username, "emulated", given], { timeout: 60_000 });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof converse>>;
}

describe.skipIf(!peers)("onvif-tools as a client of the emulated camera (skipped unless AISLE_PEERS=1)", () => {
  it("finds it by WS-Discovery, logs in and reads what it has", { timeout: 60_000 }, async () => {
    const { found, said, rtspPort, counts } = await converse("emulated");
    expect(found).toContain("Found 1 cameras");
    expect(found).toMatch(/127\.0\.0\.1 .*\(Aisle 1 Emulated\)/);
    expect(said).toContain("successfully connected to host");
    expect(said).toMatch(/serial:\s+cam-1/);
    expect(said).toContain(`rtsp://127.0.0.1:${rtspPort}/main`);
    expect(said).toMatch(/Time Offset:\s+-?[01] seconds/);
    expect(said).toMatch(/Width:\s+640\s+Height:\s+360/);
    // Of what the camera does not do it shows the reason.
    expect(said).toContain("ter:ActionNotSupported");
    expect(counts.http.right).toBeGreaterThan(5);
    expect(counts.http.stale + counts.http.missing).toBe(0);
  });

  it("is not let in with a wrong password", { timeout: 60_000 }, async () => {
    const { said, counts } = await converse("wrong");
    expect(said).not.toContain("successfully connected");
    expect(counts.http.right).toBe(0);
    expect(counts.http.wrong).toBeGreaterThan(0);
  });
});
