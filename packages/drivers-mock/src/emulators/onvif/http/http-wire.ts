import { AisleError, type Clock, toAisleError } from "@aisle/sdk";
import type { OnvifCounts } from "../counts.ts";
import type { FaultState } from "../faults.ts";
import { type OnvifHttpRequest, type OnvifHttpResponse, textResponse } from "./messages.ts";

/** The wire between whoever asks and the camera. */
export interface HttpWireSwitch {
  /** Hands a request to the camera, as far as the wire lets it. */
  carry(
    request: OnvifHttpRequest,
    answer: (signal: AbortSignal) => Promise<OnvifHttpResponse>,
  ): Promise<OnvifHttpResponse>;
  /** Cuts everything that is under way: it rejects, or is never answered on a wire that is half open. */
  cut(): void;
}

/** Requests under way at once; the next is answered 503. */
const mostRequests = 64;

/** A wire that does what `faults` say: refuses, swallows, is slow. */
export function createHttpWire(faults: FaultState, clock: Clock, counts: OnvifCounts): HttpWireSwitch {
  const underWay = new Set<() => void>();

  const carryOn = (
    { signal }: OnvifHttpRequest,
    answer: (signal: AbortSignal) => Promise<OnvifHttpResponse>,
  ): Promise<OnvifHttpResponse> =>
    new Promise((resolve, reject) => {
      const work = new AbortController();
      const leave = (): void => {
        underWay.delete(cutOff);
        signal?.removeEventListener("abort", giveUp);
      };
      const giveUp = (): void => {
        leave();
        work.abort();
        reject(gone("aborted", "The request was given up by whoever made it."));
      };
      const cutOff = (): void => {
        underWay.delete(cutOff);
        work.abort();
        counts.requests.swallowed++;
        // On a wire that is half open only the caller's own patience ends it.
        if (faults.wire !== "unplugged") return;
        leave();
        reject(gone("device-gone", "The emulated camera was unplugged."));
      };
      signal?.addEventListener("abort", giveUp);
      if (signal?.aborted === true) {
        giveUp();
        return;
      }
      underWay.add(cutOff);
      if (faults.wire === "half-open") {
        cutOff();
        return;
      }
      pause(faults.slowMs, clock, work.signal)
        .then(() => (work.signal.aborted ? undefined : answer(work.signal)))
        .then(
          (response) => {
            if (response === undefined || work.signal.aborted) return;
            leave();
            resolve(response);
          },
          (thrown: unknown) => {
            leave();
            reject(toAisleError(thrown));
          },
        );
    });

  return {
    carry(request, answer) {
      counts.requests.came++;
      if (faults.wire === "unplugged") {
        counts.requests.swallowed++;
        return Promise.reject(gone("unreachable", "The emulated camera is unplugged."));
      }
      if (underWay.size < mostRequests) return carryOn(request, answer);
      counts.requests.refused++;
      return Promise.resolve(textResponse(503, "Service Unavailable"));
    },
    cut() {
      for (const cutOff of [...underWay]) cutOff();
    },
  };
}

function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = (): void => {
      cancel();
      signal.removeEventListener("abort", settle);
      resolve();
    };
    const cancel = clock.schedule(ms, settle);
    signal.addEventListener("abort", settle);
  });
}

function gone(code: string, message: string): AisleError {
  return new AisleError(code, message, {
    category: "transport",
    retryable: true,
    remedy: "Set the HTTP wire to up again.",
  });
}
