import { createOnvifCamera, type OnvifCamera } from "@aisle/drivers-mock/emulators";
import { type Bench, closedBar, type Loss, plug, probedBar, type Rig, streamingBar } from "./rig.ts";

const login = { username: "aisle", password: "emulated" } as const;

/** A camera, by what of it is used: frames that it promises, frames that it does not promise, or none. */
export function cameraRig(
  bench: Bench,
  id: string,
  uses: { readonly fps: number } | { readonly metadata: boolean },
  cameras: Map<number, OnvifCamera>,
): Rig {
  const { clock, random } = bench;
  const fps = "fps" in uses ? uses.fps : 5;
  const camera = createOnvifCamera({ id, name: id, width: 640, height: 480, fps, ...login, clock, random });
  const wire = plug(bench, camera.rtsp);
  camera.rtspPort = wire.port;
  cameras.set(wire.port, camera);
  const next = (): void => {
    camera.say({ at: clock.now(), objects: [] });
    clock.schedule(1_000 / fps, next);
  };
  next();
  const set = (fault: "unplug" | "half-open" | undefined): void => {
    wire.faults.set(fault);
    camera.faults.httpWire(fault === "unplug" ? "unplugged" : fault === "half-open" ? "half-open" : "up");
  };
  const well = (): void => {
    set(undefined);
    camera.faults.stopFrames(false);
  };
  const silence: Pick<Loss, "way" | "bar"> =
    "fps" in uses
      ? { way: "silent, streaming", bar: streamingBar(1_000 / uses.fps) }
      : { way: "silent, probed", bar: probedBar };
  const losses: Loss[] = [
    { way: "unplugged", how: "unplug", bar: closedBar, lose: () => set("unplug"), mend: well },
    { ...silence, how: "half-open", lose: () => set("half-open"), mend: well },
  ];
  if (!("metadata" in uses && !uses.metadata)) {
    losses.push({
      way: "closed",
      how: "the other side closes",
      bar: closedBar,
      lose: () => camera.restart(),
      mend: well,
    });
  }
  if ("fps" in uses) {
    losses.push({ ...silence, how: "frames stop", lose: () => camera.faults.stopFrames(true), mend: well });
  }
  const words = "fps" in uses ? `${uses.fps} frames/s promised` : uses.metadata ? "no promised rate" : "events only";
  return {
    name: `camera, ONVIF, ${words}`,
    buses: [],
    devices: [{ id, driver: "onvif-camera", transport: { host: "memory", port: wire.port, ...login }, settings: uses }],
    losses,
  };
}
