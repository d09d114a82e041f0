import { seededRandom, systemClock } from "@aisle/sdk";
import { Cam, type CamOptions } from "onvif";
import { afterEach, describe, expect, it } from "vitest";
import { createOnvifCamera, type OnvifCameraOptions, serveOnvif } from "../src/emulators/onvif/index.ts";

const account = { username: "aisle", password: "emulated" };
const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** A camera on loopback, and the `onvif` package's client of it. */
async function meet(client: Partial<CamOptions> = {}, options: Partial<OnvifCameraOptions> = {}) {
  const camera = createOnvifCamera({
    id: "cam-1",
    name: "Aisle 1",
    width: 640,
    height: 360,
    fps: 10,
    ...account,
    clock: systemClock,
    random: seededRandom(1),
    ...options,
  });
  const served = await serveOnvif(camera);
  ending.push(served.close);
  const cam = new Cam({ hostname: served.host, port: served.httpPort, ...account, autoconnect: false, ...client });
  return { camera, served, cam };
}

/** Awaits a call that takes a callback. */
function call<T = unknown>(start: (callback: (error: Error | null, data?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, data) => {
      // Nothing is left out of what it gives; what it types as optional is there unless there is an error.
      if (error) reject(error);
      else resolve(data as T);
    });
  });
}

describe("the client of the onvif package", () => {
  it.each([
    ["a WS-UsernameToken", {}, {}],
    ["HTTP digest with MD5", { useWSSecurity: false }, {}],
    ["HTTP digest with SHA-256", { useWSSecurity: false }, { digest: "SHA-256" }],
  ] as const)("connects by %s and finds the profile and its addresses", async (_, client, options) => {
    const { camera, served, cam } = await meet(client, options);
    await call((callback) => cam.connect(callback));
    expect(await call((callback) => cam.getDeviceInformation(callback))).toMatchObject({ serialNumber: "cam-1" });
    const stream = await call((callback) => cam.getStreamUri({ protocol: "RTSP", profileToken: "main" }, callback));
    expect(stream).toMatchObject({ uri: `rtsp://127.0.0.1:${served.rtspPort}/main` });
    const still = await call((callback) => cam.getSnapshotUri({ profileToken: "main" }, callback));
    expect(still).toMatchObject({ uri: `http://127.0.0.1:${served.httpPort}/onvif/snapshot/main.jpg` });
    expect(cam.profiles).toMatchObject([{ $: { token: "main" }, metadataConfiguration: { analytics: true } }]);
    expect(camera.counts.http).toMatchObject({ wrong: 0, stale: 0 });
    expect(camera.counts.http.right).toBeGreaterThan(2);
  });

  it("is refused with a wrong password", async () => {
    const { camera, cam } = await meet({ password: "wrong" });
    await expect(call((callback) => cam.getDeviceInformation(callback))).rejects.toThrow(/not authorized/i);
    expect(camera.counts.http).toMatchObject({ right: 0, wrong: 1 });
  });

  it("reads the camera's own time, and is let in by that when it is wrong", async () => {
    const { camera, cam } = await meet();
    camera.faults.wrongClock(-86_400_000);
    const time = await call<Date>((callback) => cam.getSystemDateAndTime(callback));
    expect(Math.abs(time.getTime() + 86_400_000 - systemClock.now())).toBeLessThan(60_000);
    await call((callback) => cam.getDeviceInformation(callback));
    expect(camera.counts.http).toMatchObject({ right: 1, stale: 0 });
  });

  it("pulls, renews and ends a subscription", async () => {
    const { camera, cam } = await meet();
    await call((callback) => cam.connect(callback));
    camera.count("inside", 3);
    await call((callback) => cam.createPullPointSubscription(callback));
    camera.cross("door", "Left", 7);
    const pulled = await call((callback) => cam.pullMessages({ messageLimit: 10 }, callback));
    expect(pulled).toMatchObject({
      notificationMessage: [
        { message: { message: { $: { PropertyOperation: "Initialized" } } } },
        { topic: { _: "tns1:RuleEngine/LineDetector/Crossed" } },
      ],
    });
    await call((callback) => cam.renew({}, callback));
    await call((callback) => cam.unsubscribe(callback));
    expect(camera.counts.subscriptions).toEqual({ made: 1, expired: 0, unsubscribed: 1, refused: 0 });
  });
});
