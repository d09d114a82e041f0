import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ChildEnd, ChildEvents, ChildLink } from "./child-link.ts";
import { childExecArgv } from "./exec-argv.ts";

/** Starts the child's program in a process of its own, with this host's Node. */
export function forkChild(events: ChildEvents, { heapMb }: { readonly heapMb: number }): ChildLink {
  let over = false;
  const ended = (end: ChildEnd): void => {
    if (over) return;
    over = true;
    events.ended(end);
  };
  try {
    return start(events, ended, heapMb);
  } catch (thrown) {
    queueMicrotask(() => {
      ended({ thrown });
    });
    return { pid: undefined, send: () => undefined, kill: () => undefined };
  }
}

function start(events: ChildEvents, ended: (end: ChildEnd) => void, heapMb: number): ChildLink {
  const { file, typescript } = program();
  const child = fork(file, [], {
    execArgv: childExecArgv({
      inherited: process.execArgv,
      heapMb,
      ...(typescript !== undefined && { typescript }),
    }),
    // Structured clone: typed arrays stay what they are.
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.on("message", (value) => {
    events.message(value);
  });
  // Not "close": a grandchild that holds its output would keep that from ever coming.
  child.on("exit", (code, signal) => {
    ended({ code, signal });
  });
  child.on("error", (thrown) => {
    // Also said of a signal that could not be sent; only a process that never was has no number.
    if (child.pid === undefined) ended({ thrown });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      events.output(text);
    });
    stream?.on("error", () => undefined);
  }
  return {
    pid: child.pid,
    send: (message) => {
      // With a callback a channel that is gone raises nothing.
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}

/** The child's program beside this file: its source where the host runs from the sources, or what was built of it. */
function program(): { readonly file: string; readonly typescript?: string } {
  const require = createRequire(import.meta.url);
  if (!import.meta.url.endsWith(".ts")) return { file: require.resolve("@aisle/sdk/isolation-child") };
  return {
    file: fileURLToPath(new URL("../child/main.ts", import.meta.url)),
    typescript: pathToFileURL(require.resolve("tsx")).href,
  };
}
