import { AisleError, type DeviceKind, type DriverReading } from "@aisle/sdk";
import { Observable, type Subscriber } from "rxjs";
import type { SceneReading } from "../scene/scene-reading.ts";

/** What waits for a device that is being connected again; at 25 readings a second, ten seconds' worth. */
const mostWaiting = 256;

/** What the `scene` transport gives to its drivers. */
export interface SceneTransport {
  /** What a device of the source says. One subscriber at a time; what came while there was none comes first. */
  readings<K extends DeviceKind>(device: string, kind: K): Observable<DriverReading<K>>;
  /** Carries a command out at the source; rejects with an `AisleError` where the source refuses. */
  command(device: string, name: string, input: unknown): Promise<undefined>;
}

declare module "@aisle/sdk" {
  interface Transports {
    /** A recorded or simulated store: every device of it hangs on one bus. */
    scene: SceneTransport;
  }
}

interface Line {
  subscriber: Subscriber<DriverReading> | undefined;
  /** Whether anybody has ever listened. */
  used: boolean;
  waiting: DriverReading[];
  dropped: number;
}

/** Connects a source's readings with the drivers that listen to them. Nothing is lost silently. */
export class Switchboard implements SceneTransport {
  readonly #lines = new Map<string, Line>();
  readonly #command: (device: string, name: string, input: unknown) => void | Promise<void>;

  constructor(
    devices: Iterable<string>,
    command: (device: string, name: string, input: unknown) => void | Promise<void>,
  ) {
    for (const device of devices) {
      this.#lines.set(device, { subscriber: undefined, used: false, waiting: [], dropped: 0 });
    }
    this.#command = command;
  }

  readings<K extends DeviceKind>(device: string, kind: K): Observable<DriverReading<K>> {
    const line = this.#lines.get(device);
    if (line === undefined)
      throw unknown(device, `There is no ${kind}`, "Open the hub with the devices of its playback.");
    return new Observable<DriverReading>((subscriber) => {
      line.subscriber = subscriber;
      line.used = true;
      const waiting = line.waiting;
      line.waiting = [];
      for (const reading of waiting) subscriber.next(reading);
      return () => {
        if (line.subscriber === subscriber) line.subscriber = undefined;
      };
      // Every line carries readings of its device's own kind only: `createPlayback` pairs them.
    }) as Observable<DriverReading<K>>;
  }

  async command(device: string, name: string, input: unknown): Promise<undefined> {
    await this.#command(device, name, input);
    return undefined;
  }

  /** Hands a reading to its device; it waits while nobody listens, and the oldest is dropped when too many do. */
  deliver({ device, reading }: SceneReading): void {
    const line = this.#lines.get(device);
    if (line === undefined)
      throw unknown(device, "A reading came for", "Put the device into the source's store model.");
    if (line.subscriber !== undefined) {
      line.subscriber.next(reading);
      return;
    }
    line.waiting.push(reading);
    if (line.waiting.length > mostWaiting) {
      line.waiting.shift();
      line.dropped++;
    }
  }

  /** The devices that nobody has listened to yet. */
  unused(): readonly string[] {
    return [...this.#lines].filter(([, line]) => !line.used).map(([device]) => device);
  }

  /** How many readings never reached their device, those that still wait included; only devices that lost some. */
  dropped(): ReadonlyMap<string, number> {
    const dropped = new Map<string, number>();
    for (const [device, line] of this.#lines) {
      const lost = line.dropped + line.waiting.length;
      if (lost > 0) dropped.set(device, lost);
    }
    return dropped;
  }
}

function unknown(device: string, what: string, remedy: string): AisleError {
  return new AisleError("playback-device-unknown", `${what} "${device}", which the source's store does not have.`, {
    category: "settings",
    remedy,
  });
}
