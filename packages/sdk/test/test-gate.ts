import {
  AisleError,
  type DeviceStatus,
  type DriverContext,
  type DriverReading,
  defineDriver,
  type Liveness,
  type OpenDevice,
} from "@aisle/sdk";
import { Subject } from "rxjs";
import { z } from "zod";

type Gate = OpenDevice<"turnstile">;
type Context = DriverContext<"none", Record<string, never>>;

/** A gate whose every move a test decides. */
export class TestGate {
  /** Times of the clock at which the hub opened it. */
  readonly opened: number[] = [];
  readonly closed: number[] = [];
  readings = new Subject<DriverReading<"turnstile">>();
  context: Context | undefined;
  /** What opening does; may throw or hang. */
  onOpen: (context: Context) => void | Promise<void> = () => undefined;
  probe: Gate["probe"];
  commands: NonNullable<Gate["commands"]> = {};
  onClose: () => void | Promise<void> = () => undefined;

  driver(liveness: Liveness) {
    return defineDriver({
      id: "test-gate",
      kind: "turnstile",
      transport: "none",
      settings: z.strictObject({}),
      liveness,
      open: async (context): Promise<Gate> => {
        this.opened.push(context.clock.now());
        this.context = context;
        this.readings = new Subject();
        await this.onOpen(context);
        return {
          readings: this.readings,
          commands: this.commands,
          close: () => {
            this.closed.push(context.clock.now());
            return this.onClose();
          },
          ...(this.probe && { probe: this.probe }),
        };
      },
    });
  }

  say(value = 1): void {
    this.readings.next({ type: "counters", data: { in: value, out: 0 } });
  }
}

/** The way a status is written in these tests: `online@250`, `offline(silent)@90`. */
export function brief(status: DeviceStatus): string {
  const why = "reason" in status ? `(${status.reason.code})` : "";
  return `${status.state}${why}@${status.since}`;
}

export function broken(code: string): AisleError {
  return new AisleError(code, `broken: ${code}`, { category: "transport", retryable: true });
}
