import type { Clock } from "../time/clock.ts";
import { ChildProgram } from "./child/program.ts";
import type { ChildEnd, ChildEvents, SpawnChild } from "./host/child-link.ts";
import type { ChildMessage, HostMessage } from "./protocol/messages.ts";

/** One process that a test plays. */
export interface FakeChild {
  readonly sent: HostMessage[];
  readonly heapMb: number;
  killed: boolean;
  /** Whether it dies of being killed. */
  mortal: boolean;
  say(message: ChildMessage): void;
  events: ChildEvents;
  end(end?: ChildEnd): void;
}

/** Processes that do nothing but what a test says. */
export function fakeChildren(): { readonly spawn: SpawnChild; readonly children: FakeChild[] } {
  const children: FakeChild[] = [];
  const spawn: SpawnChild = (events, { heapMb }) => {
    let over = false;
    const child: FakeChild = {
      sent: [],
      heapMb,
      killed: false,
      mortal: true,
      events,
      say: (message) => {
        events.message(structuredClone(message));
      },
      end: (end = { code: null, signal: "SIGKILL" }) => {
        if (over) return;
        over = true;
        events.ended(end);
      },
    };
    children.push(child);
    return {
      pid: children.length,
      send: (message) => child.sent.push(structuredClone(message)),
      kill: () => {
        child.killed = true;
        if (child.mortal) queueMicrotask(child.end);
      },
    };
  };
  return { spawn, children };
}

/** Processes that run the real program in this one: messages are cloned on their way, and come later. */
export function programChildren(
  clock: Clock,
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): { readonly spawn: SpawnChild; readonly kill: () => void; readonly starts: () => number } {
  let starts = 0;
  let kill = (): void => undefined;
  const spawn: SpawnChild = (events) => {
    starts += 1;
    let over = false;
    const end = (how: ChildEnd): void => {
      if (over) return;
      over = true;
      events.ended(how);
    };
    const later = (task: () => void): void => {
      queueMicrotask(() => {
        if (!over) task();
      });
    };
    const program = new ChildProgram({
      send: (message) => {
        const copy = structuredClone(message);
        later(() => {
          events.message(copy);
        });
      },
      clock,
      importModule: async (url) =>
        modules[url] ?? Promise.reject(Object.assign(new Error(url), { code: "ERR_MODULE_NOT_FOUND" })),
      rssBytes: () => 1,
      exit: () => {
        end({ code: 0, signal: null });
      },
    });
    kill = () => {
      end({ code: null, signal: "SIGKILL" });
    };
    return {
      pid: starts,
      send: (message) => {
        const copy = structuredClone(message);
        later(() => {
          program.handle(copy);
        });
      },
      kill,
    };
  };
  return {
    spawn,
    kill: () => {
      kill();
    },
    starts: () => starts,
  };
}
