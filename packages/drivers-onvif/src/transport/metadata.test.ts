import { silentLogger } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { MemoryRtsp } from "../rtsp/memory-rtsp.fixture.ts";
import { createOnvifTransport } from "./create-onvif-transport.ts";
import { fault } from "./fake-camera.fixture.ts";
import { camera, forever, right } from "./open.fixture.ts";
import { onvifSettings } from "./settings.ts";

async function opened() {
  const given = camera();
  const rtsp = new MemoryRtsp({ user: { name: right.username, password: right.password } });
  const provider = createOnvifTransport({ http: given.cam.http, tcp: rtsp.tcp });
  const settings = onvifSettings.parse(right);
  const open = await provider.open({ settings, signal: forever(), clock: given.clock, log: silentLogger });
  const documents: string[] = [];
  const ends: unknown[] = [];
  const subscribe = () =>
    open.transport.metadata$("1.10").subscribe({
      next: (document) => documents.push(document),
      error: (error: unknown) => ends.push(error),
    });
  return { ...given, ...open, rtsp, documents, ends, subscribe };
}

describe("metadata of a camera", () => {
  it("comes from the address of its stream, at the settings' host, for as long as somebody listens", async () => {
    const it = await opened();
    expect(it.rtsp.openings).toEqual([]);
    const subscription = it.subscribe();
    await it.clock.settle();
    expect(it.rtsp.openings).toMatchObject([{ host: "10.0.0.9", port: 8554 }]);
    expect(it.rtsp.methods).toContain("PLAY");
    it.rtsp.send("<tt:MetadataStream></tt:MetadataStream>");
    expect(it.documents).toEqual(["<tt:MetadataStream></tt:MetadataStream>"]);
    subscription.unsubscribe();
    await it.close();
    expect(it.rtsp.held).toBe(0);
    expect(it.clock.nextTimerAt()).toBeUndefined();
  });

  it("is let go of when the transport is closed", async () => {
    const it = await opened();
    it.subscribe();
    await it.clock.settle();
    await it.close();
    expect(it.rtsp.held).toBe(0);
    expect(it.clock.nextTimerAt()).toBeUndefined();
  });

  it("is opened by nobody when its subscriber went while its address was asked for", async () => {
    const it = await opened();
    it.subscribe().unsubscribe();
    await it.clock.settle();
    expect(it.rtsp.openings).toEqual([]);
  });

  it("errors where the camera gives no address", async () => {
    const it = await opened();
    it.cam.handlers.set("GetStreamUri", () => fault("ter:NoProfile"));
    it.subscribe();
    await it.clock.settle();
    expect(it.ends).toEqual([expect.objectContaining({ code: "onvif-fault" })]);
  });
});
