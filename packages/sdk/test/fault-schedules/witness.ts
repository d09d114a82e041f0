import type { Device, DeviceStatus, Reading } from "@aisle/sdk";
import type { Coverage } from "./coverage.ts";
import type { World } from "./world.ts";

/** Watches everything a hub says during one schedule, and writes down what must not be. */
export class Witness {
  readonly problems: string[];
  /** When each device spoke last, in true time (ms). */
  readonly heardAt = new Map<string, number>();
  /** Devices that were in the slow lane at some time. */
  readonly flapped = new Set<string>();
  readings = 0;
  /** Until the hub or a device is closed, no stream may end. */
  readonly #mayEnd = new Set<string>();
  readonly #world: World;
  readonly #coverage: Coverage;

  constructor(world: World, coverage: Coverage) {
    this.#world = world;
    this.problems = world.problems;
    this.#coverage = coverage;
    const end = (name: string) => () => {
      if (!this.#mayEnd.has("hub")) this.problems.push(`${name} of the hub ended`);
    };
    const { hub } = world;
    hub.readings$.subscribe({ next: () => (this.readings += 1), error: end("readings$"), complete: end("readings$") });
    hub.statuses$.subscribe({ error: end("statuses$"), complete: end("statuses$") });
    hub.observe({
      device: (id) => {
        const device = hub.devices.get(id);
        return device === undefined ? undefined : this.#watch(device);
      },
      subscriberFailed: ({ message }) => this.problems.push(`a subscriber failed: ${message}`),
    });
  }

  /** From now on every stream may end. */
  closing(): void {
    this.#mayEnd.add("hub");
  }

  #watch(device: Device) {
    const { id } = device;
    let before: DeviceStatus | undefined;
    let seq = 0;
    let run = 0;
    let dropped = 0;
    let ended = 0;
    const say = (what: string): void => {
      const now = (this.#world.time.now() - 1_700_000_000_000) / 1_000;
      this.problems.push(`${id} ${what}, at ${now} s, being ${before?.state ?? "nothing"}`);
    };
    const onEnd = (): void => {
      ended += 1;
      if (before?.state !== "closed") say("had a stream that ended");
    };
    device.readings$.subscribe({
      next: (reading: Reading) => {
        const expected = seq + 1 + dropped;
        if (reading.seq !== expected) say(`has a gap: ${reading.seq} after ${seq} with ${dropped} drops`);
        if (reading.run < run) say("went back to an older run");
        if (before?.state !== "online" && before?.state !== "degraded") say("spoke");
        this.heardAt.set(id, this.#world.time.now());
        ({ seq, run } = reading);
        dropped = 0;
      },
      error: () => {
        say("had a stream that failed");
      },
      complete: onEnd,
    });
    device.status$.subscribe({ complete: onEnd });
    return {
      status: (status: DeviceStatus): void => {
        const from = before ?? { state: "idle", since: status.since };
        const problem = before === status || status.state === "idle" ? undefined : this.#coverage.change(from, status);
        if (before !== undefined && status.state === "idle") this.#coverage.change(from, status);
        if (problem !== undefined) say(problem);
        before = status;
        if ("reason" in status && status.reason.code === "flapping") this.flapped.add(id);
        if (status.state === "closed" && ended > 0) say("was closed after its streams had ended");
      },
      dropped: (count: number): void => {
        dropped += count;
      },
      command: (_name: string, outcome: string): void => {
        this.#coverage.add(`commands ${outcome}`, 1);
      },
    };
  }
}
