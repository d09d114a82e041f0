import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Two pseudo terminals that socat joins: what is written to one comes out of the other. */
export interface PtyPair {
  readonly device: string;
  readonly host: string;
  /** Ends socat at once: both terminals are gone. */
  kill(): void;
  close(): Promise<void>;
}

/** Starts socat, without a shell, and waits until both ends are there. */
export async function ptyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), "aisle-pty-"));
  const [device, host] = [join(folder, "device"), join(folder, "host")];
  const socat: ChildProcess = spawn(
    "socat",
    [device, host].map((link) => `pty,raw,echo=0,link=${link}`),
    { stdio: "ignore" },
  );
  const ended = once(socat, "exit");
  for (let tries = 0; tries < 200 && !(existsSync(device) && existsSync(host)); tries += 1) await wait(10);
  return {
    device,
    host,
    kill: () => {
      socat.kill("SIGKILL");
    },
    async close() {
      socat.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
