import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A program that a test has started and ends by its id. */
export interface Peer {
  /** Ends it without a word, as a power cut does. */
  kill(): Promise<void>;
}

const startWithin = 20_000;

/** Starts a program without a shell, and waits until `ready` says that it can be used. */
export async function start(
  command: string,
  args: readonly string[],
  ready: (output: () => string) => Promise<boolean> | boolean,
): Promise<Peer> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-10_000);
    });
  }
  const peer = { kill: () => kill(child) };
  for (let waited = 0; !(await ready(() => output)); waited += 50) {
    if (waited > startWithin || failure !== undefined || child.exitCode !== null) {
      await peer.kill();
      throw new TypeError(`${command} did not start: ${failure?.message ?? output}`);
    }
    await pause(50);
  }
  return peer;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
