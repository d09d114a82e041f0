import { type Logger, type OpenTransport, silentLogger, VirtualClock } from "@aisle/sdk";
import { createOnvifTransport } from "./create-onvif-transport.ts";
import { type FakeCamera, type FakeCameraOptions, fakeCamera } from "./fake-camera.fixture.ts";
import type { OnvifTransport } from "./onvif-transport.ts";
import { onvifSettings } from "./settings.ts";

/** A time in 2026. */
export const start = Date.UTC(2026, 10, 22, 14, 0, 0);

export const right = { host: "10.0.0.9", username: "operator", password: "pass-word" };

/** A signal that nobody aborts. */
export const forever = (): AbortSignal => new AbortController().signal;

/** A clock and a camera on it. */
export function camera(options: Omit<FakeCameraOptions, "clock"> = {}): { clock: VirtualClock; cam: FakeCamera } {
  const clock = new VirtualClock(start);
  return { clock, cam: fakeCamera({ clock, ...options }) };
}

/** Opens the transport on a camera, in the time that the clock has. */
export function open(
  { clock, cam }: { clock: VirtualClock; cam: Pick<FakeCamera, "http"> },
  settings: object = right,
  signal: AbortSignal = forever(),
  log: Logger = silentLogger,
): Promise<OpenTransport<"onvif">> {
  const provider = createOnvifTransport({ http: cam.http, random: () => 0.5 });
  return Promise.resolve(provider.open({ settings: onvifSettings.parse(settings), signal, clock, log }));
}

/** The same, and only what drivers see. */
export async function opened(
  given: { clock: VirtualClock; cam: FakeCamera },
  settings?: object,
): Promise<OnvifTransport> {
  return (await open(given, settings)).transport;
}
