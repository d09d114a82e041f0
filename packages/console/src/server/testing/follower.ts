import { get, type IncomingMessage } from "node:http";
import type { WireItem } from "../../wire/index.ts";

/** A client that follows a stream and keeps what it hears. */
export interface Follower {
  readonly status: number;
  readonly items: readonly WireItem[];
  /** Items of each message. */
  readonly messages: readonly (readonly WireItem[])[];
  readonly comments: readonly string[];
  readonly lastId: string | undefined;
  readonly ended: boolean;
  pause(): void;
  resume(): void;
  /** Waits until something holds, looking after all that comes. */
  until(holds: (follower: Follower) => boolean): Promise<void>;
  leave(): void;
}

export function follow(port: number, headers: Readonly<Record<string, string>> = {}): Promise<Follower> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: "127.0.0.1", path: "/api/v1/stream", headers, agent: false }, (response) => {
      resolve(followerOf(response, () => request.destroy()));
    });
    request.on("error", reject);
  });
}

function followerOf(response: IncomingMessage, leave: () => void): Follower {
  const items: WireItem[] = [];
  const messages: WireItem[][] = [];
  const comments: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  let lastId: string | undefined;
  let ended = false;
  const look = (): void => {
    for (const check of waiting) check();
  };
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    const parts = (rest + text).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      for (const line of part.split("\n")) {
        if (line.startsWith("id: ")) lastId = line.slice(4);
        if (line.startsWith(":")) comments.push(line);
        if (!line.startsWith("data: ")) continue;
        const batch = JSON.parse(line.slice(6)) as WireItem[];
        messages.push(batch);
        for (const item of batch) items.push(item);
      }
    }
    look();
  });
  response.on("close", () => {
    ended = true;
    look();
  });
  response.on("error", () => undefined);
  const follower: Follower = {
    status: response.statusCode ?? 0,
    items,
    messages,
    comments,
    get lastId() {
      return lastId;
    },
    get ended() {
      return ended;
    },
    pause: () => response.pause(),
    resume: () => response.resume(),
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds(follower)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    leave,
  };
  return follower;
}
