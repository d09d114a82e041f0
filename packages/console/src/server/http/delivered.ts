import type { ServerResponse } from "node:http";
import type { Clock } from "@aisle/sdk";

const withinMs = 60_000;

/** Waits until an answer that has been ended is out of our hands; one that is not taken within 60 s is broken off. */
export function delivered(response: ServerResponse, clock: Clock): Promise<void> {
  if (!response.writableEnded || response.writableFinished || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.schedule(withinMs, () => response.destroy());
    const done = (): void => {
      cancel();
      resolve();
    };
    response.once("finish", done);
    response.once("close", done);
  });
}
