import type { Signal } from "@preact/signals";
import { emptyState, type Hello, type TapeRange } from "../../../src/wire/index.ts";
import type { PageAddress } from "./address.ts";
import { tellMissedMoment, tellMissing } from "./link-notice.ts";
import type { Selection } from "./page-model.ts";
import type { PageTime } from "./page-time.ts";

/** Says in words what a link names and cannot be shown, and chooses nothing where what it chose is not there. */
export interface LinkWatch {
  /** Somebody came by a link. */
  readonly came: (link: PageAddress, hello: Hello, range: TapeRange) => void;
  /** Looks whether what the link chose is there, once that can be said. */
  readonly look: (hello: Hello | undefined, now: number) => void;
}

export function createLinkWatch(
  notice: Signal<string | undefined>,
  selection: Signal<Selection | undefined>,
  time: Pick<PageTime, "state" | "seeking" | "floor">,
): LinkWatch {
  // What the link chose, until it can be said whether it is there.
  let awaited: Selection | undefined;
  return {
    came({ t, selection: chosen }, hello, range) {
      const newest = Math.max(range.until, hello.at);
      notice.value = t === undefined ? undefined : tellMissedMoment(t, hello.mode, range, newest);
      awaited = chosen;
    },
    look(hello, now) {
      if (awaited === undefined || hello === undefined || time.state === emptyState || time.seeking) return;
      const { people, provisional } = time.floor(now);
      if (awaited.kind === "person" && people.length === 0) return;
      // Ahead of the reading no session is known.
      const unknown = provisional && awaited.kind === "session";
      const missing = unknown ? undefined : tellMissing(awaited, hello.store, time.state, people);
      if (missing !== undefined) {
        notice.value = [notice.value, missing].filter(Boolean).join(" ");
        // All others would fade beside nobody.
        if (selection.peek() === awaited) selection.value = undefined;
      }
      awaited = undefined;
    },
  };
}
