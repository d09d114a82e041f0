import { type Clock, type DriverReading, toReason } from "@aisle/sdk";
import { type Observable, Subject } from "rxjs";
import type { OnvifTransport } from "../transport/onvif-transport.ts";
import type { Complaints } from "./complaints.ts";

/** Takes pictures of a profile, when asked and at an interval. */
export class Pictures {
  readonly #camera: OnvifTransport;
  readonly #profile: string;
  readonly #clock: Clock;
  readonly #complaints: Complaints;
  readonly #taken = new Subject<DriverReading<"camera">>();

  constructor(camera: OnvifTransport, profile: string, clock: Clock, complaints: Complaints) {
    this.#camera = camera;
    this.#profile = profile;
    this.#clock = clock;
    this.#complaints = complaints;
  }

  /** `frame` readings. */
  get taken$(): Observable<DriverReading<"camera">> {
    return this.#taken;
  }

  /** Takes one now; raises what the camera says against it. */
  async take(signal: AbortSignal): Promise<undefined> {
    const bytes = await this.#camera.snapshot(this.#profile, signal);
    this.#taken.next({ type: "frame", data: { format: "jpeg", bytes } });
    return undefined;
  }

  /**
   * Takes one every so many milliseconds, the next never before the last has come, until `signal` is aborted. One that
   * fails makes the camera `degraded`, the next that does not makes it well.
   */
  takeEvery(ms: number, signal: AbortSignal): void {
    const wait = (): void => {
      if (signal.aborted) return;
      const end = (): void => {
        cancel();
      };
      const cancel = this.#clock.schedule(ms, () => {
        signal.removeEventListener("abort", end);
        this.#takeOne(signal).then(wait, wait);
      });
      signal.addEventListener("abort", end, { once: true });
    };
    wait();
  }

  async #takeOne(signal: AbortSignal): Promise<void> {
    try {
      await this.take(signal);
      this.#complaints.set("pictures", undefined);
    } catch (thrown) {
      if (!signal.aborted) this.#complaints.set("pictures", toReason(thrown));
    }
  }
}
