import { AisleError, type DeviceStatus, type Reading } from "@aisle/sdk";
import { type FakeProvider, fakeProvider, type TestHub, testHub, VirtualClock } from "@aisle/sdk/testing";
import { afterEach, describe, expect, it } from "vitest";
import { sampleDocument, sampleEvent, sampleFrame, sampleMetadata } from "../metadata/documents.fixture.ts";
import { crossing, type FakeCamera, fakeCamera, mainProfile } from "./fake-camera.fixture.ts";
import { onvifCamera } from "./onvif-camera.ts";

const start = Date.parse("2026-11-22T10:00:00Z");

interface Rig {
  readonly camera: FakeCamera;
  readonly test: TestHub;
  readonly status: DeviceStatus;
  run(ms: number): Promise<void>;
  /** Readings since the last look. */
  take(): readonly Pick<Reading, "type" | "data">[];
}

let open: TestHub | undefined;
afterEach(async () => {
  await open?.hub.close();
  open = undefined;
});

async function rigOf(camera: FakeCamera, settings: unknown = {}): Promise<Rig> {
  const provider: FakeProvider<"onvif"> = fakeProvider("onvif", camera);
  const test = await testHub(
    {
      drivers: [onvifCamera],
      transports: [provider],
      devices: [{ id: "cam-1", driver: "onvif-camera", settings: settings, transport: {} }],
    },
    new VirtualClock(start),
  );
  open = test;
  let seen = 0;
  return {
    camera,
    test,
    get status() {
      return test.hub.device("cam-1", "camera").status;
    },
    run: (ms) => test.clock.run(test.clock.now() + ms),
    take() {
      const fresh = test.readings.slice(seen);
      seen = test.readings.length;
      return fresh.map(({ type, data }) => ({ type, data }));
    },
  };
}

const people = sampleMetadata([{ id: 1, type: "Human" }], "2026-11-22T10:00:00Z");

describe("the camera", () => {
  it("gives one detections reading a frame, with the camera's time", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 10 });
    rig.camera.metadata(
      sampleDocument(sampleFrame("", "2026-11-22T10:00:00.000Z") + sampleFrame("", "2026-11-22T10:00:00.100Z")),
    );
    expect(rig.test.readings.map(({ type, at, data }) => [type, at - start, data])).toEqual([
      ["detections", 0, { objects: [] }],
      ["detections", 100, { objects: [] }],
    ]);
    rig.camera.metadata(people);
    expect(rig.take().at(-1)).toEqual({
      type: "detections",
      data: { objects: [{ id: "1", box: [250, 200, 250, 400], score: 0.9 }] },
    });
    expect(rig.test.hub.device("cam-1", "camera").info).toMatchObject({ maker: "Acme", model: "C-1" });
  });

  it("with promised frames is online with the first of them, and lost within a second of silence", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 25 });
    expect(rig.status.state).toBe("connecting");
    for (let frame = 0; frame < 50; frame += 1) {
      rig.camera.metadata(people);
      await rig.run(40);
    }
    expect(rig.status.state).toBe("online");
    await rig.run(960);
    expect(rig.status).toMatchObject({ state: "offline", reason: { code: "silent" } });
  });

  it("waits for three frames of a slow camera", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 1 });
    rig.camera.metadata(people);
    await rig.run(2_300);
    expect(rig.status.state).toBe("online");
    await rig.run(700);
    expect(rig.status.state).toBe("offline");
  });

  it("without promised frames is asked every second, and lost within two", async () => {
    const rig = await rigOf(fakeCamera());
    await rig.run(60_000);
    expect(rig.status.state).toBe("online");
    rig.camera.failure = new AisleError("timeout", "No answer.", { category: "transport" });
    await rig.run(1_000);
    expect(rig.status).toMatchObject({ state: "offline", reason: { code: "timeout" } });
  });

  it("is there as long as it answers, also where it does not know what time it is", async () => {
    const rig = await rigOf(fakeCamera());
    rig.camera.failure = new AisleError("onvif-clock-unreadable", "No time.", { category: "input" });
    await rig.run(60_000);
    expect(rig.status.state).toBe("online");
  });

  it.each(["metadata", "events"] as const)("is lost with its %s, whether they fail or end", async (stream) => {
    for (const error of [undefined, new AisleError("timeout", "Gone.", { category: "transport" })]) {
      const rig = await rigOf(fakeCamera());
      rig.camera.end(stream, error);
      await rig.run(0);
      expect(rig.status).toMatchObject({
        state: "offline",
        reason: { code: error === undefined ? "device-gone" : "timeout" },
      });
      expect(rig.camera.listeners).toEqual({ metadata: 0, events: 0 });
      await rig.run(60_000);
      expect(rig.status.state).toBe("online");
      await rig.test.hub.close();
    }
  });

  it("is degraded while many documents are broken, and well after ten seconds without", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 10 });
    for (let frame = 0; frame < 30; frame += 1) {
      rig.camera.metadata(frame % 5 === 0 ? people.slice(0, -3) : people);
      await rig.run(100);
    }
    expect(rig.status).toMatchObject({ state: "degraded", reason: { code: "protocol-noise" } });
    expect(rig.take().filter(({ type }) => type === "detections")).toHaveLength(24);
    for (let frame = 0; frame < 220; frame += 1) {
      rig.camera.metadata(people);
      await rig.run(100);
    }
    expect(rig.status.state).toBe("online");
  });

  it("one broken document in a while is no reason to be degraded", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 10 });
    for (let frame = 0; frame < 300; frame += 1) {
      rig.camera.metadata(frame % 90 === 0 ? "<" : people);
      await rig.run(100);
    }
    expect(rig.test.statuses.some(({ status }) => status.state === "degraded")).toBe(false);
  });
});

describe("its events", () => {
  it("are crossings, left and right by the line's settings, and left in unless told", async () => {
    const lines = { exit: { left: "out" }, oneway: { only: "in" } };
    const rig = await rigOf(fakeCamera(), { lines });
    const say = (rule: string, direction: string | undefined, at: number): void => {
      rig.camera.event(
        crossing(
          { source: { Rule: rule }, at },
          { ObjectId: "5", ...(direction !== undefined && { Direction: direction }) },
        ),
      );
    };
    ["Left", "right"].forEach((direction, index) => {
      say("door", direction, start + index);
      say("exit", direction, start + index);
    });
    say("oneway", undefined, start);
    say("door", undefined, start + 5);
    say("door", "Up", start + 6);
    expect(rig.take().map(({ data }) => data)).toEqual([
      { line: "door", direction: "in", object: "5" },
      { line: "exit", direction: "out", object: "5" },
      { line: "door", direction: "out", object: "5" },
      { line: "exit", direction: "in", object: "5" },
      { line: "oneway", direction: "in", object: "5" },
    ]);
  });

  it("are counts, where the count is one", async () => {
    const rig = await rigOf(fakeCamera());
    ["7", "-1", "x", "1e3", ""].forEach((count, index) => {
      rig.camera.event(crossing({ topic: "RuleEngine/CountAggregation/Counter", at: start + index }, { Count: count }));
    });
    expect(rig.take()).toEqual([{ type: "count", data: { counter: "door", value: 7 } }]);
  });

  it("are none that only replay what was, nor of other topics, nor without a rule", async () => {
    const rig = await rigOf(fakeCamera());
    rig.camera.event(crossing({ operation: "Initialized" }));
    rig.camera.event(crossing({ operation: "Deleted" }));
    rig.camera.event(crossing({ topic: "Device/Trigger/Relay" }));
    rig.camera.event(crossing({ source: {} }));
    expect(rig.take()).toEqual([]);
    rig.camera.event(crossing());
    expect(rig.take()).toHaveLength(1);
  });

  it("are told once that come by the pull point and in the metadata, and once that are repeated", async () => {
    const rig = await rigOf(fakeCamera());
    const inMetadata = sampleDocument(
      sampleEvent("tns1:RuleEngine/LineDetector/Crossed", {
        Source: { Rule: "door" },
        Data: { Direction: "Left", ObjectId: "5" },
      }),
    );
    rig.camera.metadata(inMetadata);
    rig.camera.event(crossing());
    rig.camera.event(crossing());
    await rig.run(1_000);
    rig.camera.metadata(inMetadata);
    expect(rig.take()).toEqual([{ type: "crossing", data: { line: "door", direction: "in", object: "5" } }]);
    rig.camera.event(crossing({ at: start + 1 }));
    expect(rig.take()).toHaveLength(1);
  });

  it("without a time are told once by both ways, and each time by one", async () => {
    const rig = await rigOf(fakeCamera());
    const { topic, operation, source, key, data } = crossing();
    const untimed = { topic, ...(operation && { operation }), source, key, data };
    const inMetadata = sampleDocument(
      sampleEvent(
        "tns1:RuleEngine/LineDetector/Crossed",
        { Source: { Rule: "door" }, Data: { ObjectId: "5", Direction: "Left" } },
        'PropertyOperation="Changed"',
      ),
    );
    rig.camera.event(untimed);
    rig.camera.metadata(inMetadata);
    expect(rig.take()).toHaveLength(1);
    rig.camera.event(untimed);
    expect(rig.take()).toHaveLength(1);
    rig.camera.event(untimed);
    expect(rig.take()).toHaveLength(1);
    await rig.run(6_000);
    rig.camera.metadata(inMetadata);
    expect(rig.take()).toHaveLength(1);
  });

  it("may be closed to the account: the camera works without them, and says so", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 10 });
    rig.camera.metadata(people);
    rig.camera.end(
      "events",
      new AisleError("onvif-not-allowed", "The account may not subscribe.", { category: "device" }),
    );
    rig.camera.metadata(people);
    expect(rig.status).toMatchObject({ state: "degraded", reason: { code: "auth-failed" } });
    expect(rig.take()).toHaveLength(2);
  });

  it("are not subscribed to where the camera has none", async () => {
    const rig = await rigOf(fakeCamera({ hasEvents: false }));
    expect(rig.camera.listeners).toEqual({ metadata: 1, events: 0 });
  });
});

describe("its profile", () => {
  const other = { ...mainProfile, token: "sub", name: "Sub stream" };
  const plain = { ...mainProfile, token: "plain", name: "Plain", metadata: false };
  const sizeless = { token: "main", name: "Main stream", metadata: true };

  it.each([
    [{}, "metadata main"],
    [{ profile: "sub" }, "metadata sub"],
    [{ profile: "Sub stream" }, "metadata sub"],
  ])("is chosen by %j", async (settings, request) => {
    const { camera } = await rigOf(fakeCamera({ profiles: [plain, mainProfile, other] }), settings);
    expect(camera.requests).toEqual([request]);
  });

  it("may be one without metadata, and metadata may be switched off", async () => {
    const without = await rigOf(fakeCamera({ profiles: [plain] }));
    expect([without.camera.listeners, without.status.state]).toEqual([{ metadata: 0, events: 1 }, "online"]);
    await without.test.hub.close();
    const off = await rigOf(fakeCamera(), { metadata: false });
    expect([off.camera.listeners, off.status.state]).toEqual([{ metadata: 0, events: 1 }, "online"]);
  });

  it.each([
    ["is unknown", [mainProfile], { profile: "nope" }, "nope"],
    ["is none", [], {}, "no media profile"],
    ["has no promised metadata", [plain], { fps: 25 }, "has no metadata"],
    ["has no size", [sizeless], {}, "how large"],
    ["is without metadata that was switched off", [mainProfile], { fps: 25, metadata: false }, "switches off"],
  ])("blocks the camera where it %s", async (_, profiles, settings, words) => {
    const rig = await rigOf(fakeCamera({ profiles }), settings);
    expect(rig.status).toMatchObject({ state: "blocked", reason: { code: "settings-invalid" } });
    expect(JSON.stringify(rig.status)).toContain(words);
  });

  it("has the size that the settings give", async () => {
    const rig = await rigOf(fakeCamera({ profiles: [sizeless] }), { picture: { width: 200, height: 100 } });
    rig.camera.metadata(people);
    expect(rig.take()).toMatchObject([{ data: { objects: [{ box: [50, 25, 50, 50] }] } }]);
  });
});

describe("its pictures", () => {
  it("come when they are asked for only", async () => {
    const rig = await rigOf(fakeCamera());
    await rig.run(3_600_000);
    expect(rig.camera.requests).toEqual(["metadata main"]);
    const outcome = await rig.test.hub.device("cam-1", "camera").commands.snapshot({});
    expect(outcome).toEqual({ outcome: "done", output: undefined });
    expect(rig.take()).toEqual([
      { type: "frame", data: { format: "jpeg", bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9) } },
    ]);
  });

  it("come at their interval where the settings say one, and stop with the camera", async () => {
    const rig = await rigOf(fakeCamera(), { frames: { every: 1_000 } });
    await rig.run(5_500);
    expect(rig.take().filter(({ type }) => type === "frame")).toHaveLength(5);
    await rig.test.hub.close();
    expect(rig.test.clock.nextTimerAt()).toBeUndefined();
  });

  it("that fail make the camera degraded until one comes", async () => {
    const rig = await rigOf(fakeCamera(), { fps: 2, frames: { every: 500 } });
    const step = async (): Promise<void> => {
      rig.camera.metadata(people);
      await rig.run(500);
    };
    await step();
    rig.camera.failure = "no Error at all";
    await step();
    expect(rig.status.state).toBe("degraded");
    rig.camera.failure = undefined;
    await step();
    expect(rig.status.state).toBe("online");
  });
});
