import type { CancelTimer, Clock } from "@aisle/sdk";
import { AisleError } from "@aisle/sdk";
import { z } from "zod";
import type { SceneReading } from "../../scene/index.ts";
import type { OnvifCamera } from "../onvif/index.ts";
import type { ByteDevice, FaultOptions } from "../wire/index.ts";

/** How a wire is spoken on. Modbus RTU and serial lines go over TCP unless they are given a serial path. */
export type WireProtocol = "modbus-tcp" | "modbus-rtu" | "serial" | "hid" | "onvif";

/** One wire of an emulated store: what is reached at one address. */
export interface EmulatedWire {
  /** Such as `shelves-1`, or the id of the one device on it. */
  readonly id: string;
  readonly protocol: WireProtocol;
  /** Ids of the devices on it, in the order of their units where it is a bus. */
  readonly devices: readonly string[];
  /** What can be wrong with it. */
  readonly faults: readonly string[];
  /** What is wrong with it now. */
  readonly fault: string | undefined;
  /** What its devices said and who heard it, and what its faults did. */
  readonly counters: object;
}

/** A wire with its inside. */
export interface WirePart extends EmulatedWire {
  /** Its bytes; over RTSP where it is a camera. */
  readonly bytes: ByteDevice;
  readonly camera?: OnvifCamera;
  /** Makes it faulty, or well again. */
  set(fault: string | undefined, options: FaultOptions): void;
  /** A device on it says what the simulation made it say. */
  say(reading: SceneReading): void;
}

const faultRequest = z.strictObject({
  wire: z.string(),
  fault: z.string().nullable(),
  forMs: z.number().positive().max(86_400_000).optional(),
  chance: z.number().min(0).max(1).optional(),
  // Ten years, for a clock that is wrong.
  ms: z.number().min(0).max(315_576_000_000).optional(),
});

/** A fault to switch on at a wire, or with `null` to take back: for some time, and how. */
export type FaultRequest = z.input<typeof faultRequest>;

/** Does what a request asks. Raises `emulator-misused` for what it cannot be. */
export function requestFault(wires: ReadonlyMap<string, WirePart>, request: unknown): void {
  const result = faultRequest.safeParse(request);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
    throw misused(`The fault cannot be understood: ${problems.join("; ")}.`);
  }
  const { wire: id, fault, forMs, chance, ms } = result.data;
  const wire = wires.get(id);
  if (wire === undefined) throw misused(`There is no wire "${id}"; there is ${[...wires.keys()].join(", ")}.`);
  if (fault !== null && !wire.faults.includes(fault)) {
    throw misused(`"${id}" has no fault "${fault}"; there is ${wire.faults.join(", ")}.`);
  }
  wire.set(fault ?? undefined, {
    ...(forMs !== undefined && { forMs }),
    ...(chance !== undefined && { chance }),
    ...(ms !== undefined && { ms }),
  });
}

function misused(message: string): AisleError {
  return new AisleError("emulator-misused", message, {
    category: "input",
    remedy:
      "Give { wire, fault, forMs?, chance?, ms? }: `fault` null ends it, `forMs` is how long it lasts, `chance` (0 to 1) how often, `ms` how late or how wrong.",
  });
}

/** Ends a fault by itself after `forMs`, for faults that are not a wire's own. */
export function createFaultTimer(clock: Clock): { restart(forMs: number | undefined, end: () => void): void } {
  let cancel: CancelTimer = () => undefined;
  return {
    restart(forMs, end) {
      cancel();
      cancel = forMs === undefined ? () => undefined : clock.schedule(forMs, end);
    },
  };
}
