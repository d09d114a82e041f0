import { seededRandom, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { echoDevice } from "./echo-device.fixture.ts";
import { faultyDevice } from "./faulty-device.ts";
import { serveSerialPath } from "./serve-serial-path.ts";

/** A serial path under a test's hand. */
function fakePath() {
  let data: (bytes: Uint8Array) => void = () => undefined;
  let lost: (error: unknown) => void = () => undefined;
  const fake = {
    written: "",
    waiting: 0,
    closed: 0,
    feed: (text: string) => {
      data(Buffer.from(text));
    },
    lose: (error: unknown) => {
      lost(error);
    },
    openPath: async () => ({
      get waiting() {
        return fake.waiting;
      },
      write: (bytes: Uint8Array) => {
        fake.written += Buffer.from(bytes).toString();
      },
      onData: (listener: typeof data) => {
        data = listener;
      },
      onLost: (listener: typeof lost) => {
        lost = listener;
      },
      close: async () => {
        fake.closed += 1;
      },
    }),
  };
  return fake;
}

describe("a device that is served on a serial path", () => {
  it("is connected from the beginning and carries bytes both ways", async () => {
    const path = fakePath();
    const device = echoDevice("hello ");
    const server = await serveSerialPath(device, "/dev/one", { openPath: path.openPath });
    path.feed("you");
    expect([path.written, device.heard, server.path]).toEqual(["hello you", ["you"], "/dev/one"]);
    await server.close();
    await server.close();
    device.say("late");
    expect([path.written, device.counts]).toEqual(["hello you", { came: 1, went: 1 }]);
  });

  it("is connected again after its wire was unplugged, without a timer left when it is closed", async () => {
    const clock = new VirtualClock(0);
    const path = fakePath();
    const device = echoDevice();
    const wire = faultyDevice(device, { clock, random: seededRandom(1) });
    const server = await serveSerialPath(wire, "/dev/one", { clock, openPath: path.openPath });
    wire.set("unplug", { forMs: 1_000 });
    path.feed("nobody");
    clock.advanceTo(2_000);
    path.feed("somebody");
    expect([device.heard, path.written]).toEqual([["somebody"], "somebody"]);
    wire.set("unplug");
    await server.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("loses what is said while nobody reads at the other end, and says when the path is gone", async () => {
    const path = fakePath();
    const device = echoDevice();
    const losses: unknown[] = [];
    const server = await serveSerialPath(device, "/dev/one", {
      openPath: path.openPath,
      onLost: (error) => losses.push(error),
    });
    path.waiting = 65_536;
    device.say("unread");
    path.waiting = 0;
    device.say("read");
    expect(path.written).toBe("read");
    path.lose("pulled");
    path.lose("pulled");
    expect([losses, device.lines.size]).toEqual([["pulled"], 0]);
    await server.close();
  });

  it("says what the matter is with a path that is not there", async () => {
    await expect(serveSerialPath(echoDevice(), "/dev/aisle-is-not-there")).rejects.toMatchObject({
      name: "AisleError",
      code: "device-gone",
    });
  });
});
