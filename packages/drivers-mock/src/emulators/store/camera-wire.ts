import type { Clock, Random } from "@aisle/sdk";
import type { CameraModel } from "@aisle/sdk/store";
import { createOnvifCamera } from "../onvif/index.ts";
import { type FaultOptions, faultyDevice, type WireFault, wireFaults } from "../wire/index.ts";
import { createFaultTimer, type WirePart } from "./wire.ts";

const cameraFaults = ["wrong-clock", "unauthorised", "stop-frames", "expire-subscriptions"] as const;

/** How far a wrong clock is off unless told (ms). */
const wrongClockMs = 90_000;

/** What opens the emulated cameras: they are there to be tried. */
export const cameraLogin = { username: "aisle", password: "emulated" } as const;

/** An ONVIF camera: SOAP and stills over HTTP, metadata over RTSP. */
export function cameraWire(model: CameraModel, clock: Clock, random: Random): WirePart {
  const { id, width, height, fps } = model;
  const camera = createOnvifCamera({ id, name: id, width, height, fps, ...cameraLogin, clock, random });
  const rtsp = faultyDevice(camera.rtsp, { clock, random });
  const timer = createFaultTimer(clock);
  let fault: string | undefined;

  const set = (next: string | undefined, { forMs, ...options }: FaultOptions): void => {
    fault = next;
    const wire = wireFaults.find((name) => name === next);
    rtsp.set(wire, options);
    camera.faults.httpWire(httpWire(wire));
    camera.faults.slow(next === "slow" ? (options.ms ?? 300) : 0);
    camera.faults.wrongClock(next === "wrong-clock" ? (options.ms ?? wrongClockMs) : 0);
    camera.faults.unauthorised(next === "unauthorised");
    camera.faults.stopFrames(next === "stop-frames");
    if (next === "expire-subscriptions") camera.faults.expireSubscriptions();
    timer.restart(next === undefined ? undefined : forMs, () => set(undefined, {}));
  };
  return {
    id,
    protocol: "onvif",
    devices: [id],
    faults: [...wireFaults, ...cameraFaults],
    get fault() {
      return fault;
    },
    get counters() {
      return { said: camera.counts, wire: rtsp.counters };
    },
    bytes: rtsp,
    camera,
    set,
    say({ kind, reading }) {
      if (kind === "camera" && reading.type === "detections") {
        camera.say({ at: reading.at ?? clock.now(), objects: reading.data.objects });
      }
    },
  };
}

function httpWire(fault: WireFault | undefined): "up" | "unplugged" | "half-open" {
  if (fault === "unplug") return "unplugged";
  return fault === "half-open" ? "half-open" : "up";
}
