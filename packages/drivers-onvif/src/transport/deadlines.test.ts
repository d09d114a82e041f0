import { describe, expect, it } from "vitest";
import { never, reply } from "./fake-camera.fixture.ts";
import type { HttpClient } from "./http/index.ts";
import { camera, forever, open, opened } from "./open.fixture.ts";

const operations = ["GetSystemDateAndTime", "GetServices", "GetDeviceInformation", "GetProfiles"];

describe("opening a camera", () => {
  it.each<[string, HttpClient]>([
    [
      "no HTTP comes back",
      () => Promise.reject(Object.assign(new Error("Parse Error"), { code: "HPE_INVALID_CONSTANT" })),
    ],
    [
      "the connection is ended",
      () => Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })),
    ],
    ["nothing comes back", () => never()],
  ])("asks first for a look at the port where %s", async (_what, http) => {
    const given = camera();
    const opening = expect(open({ clock: given.clock, cam: { http } })).rejects.toMatchObject({
      remedy: expect.stringMatching(/^Check `port`: .*RTSP/),
    });
    await given.clock.run(given.clock.now() + 5_000);
    await opening;
  });

  it.each(operations)("ends in time when %s is never answered", async (operation) => {
    const given = camera();
    given.cam.handlers.set(operation, never);
    const opening = expect(open(given)).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining(`${operation} within 5000 ms`),
    });
    await given.clock.run(given.clock.now() + 5_000);
    await opening;
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });

  it.each(operations)("ends at once when the hub gives up during %s", async (operation) => {
    const given = camera();
    const hub = new AbortController();
    given.cam.handlers.set(operation, () => {
      hub.abort();
      return never();
    });
    await expect(open(given, undefined, hub.signal)).rejects.toMatchObject({ code: "aborted" });
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["a page", "<html><body>Welcome</body></html>"],
    ["XML that is no SOAP", "<a><b/></a>"],
    ["an envelope without a body", "<Envelope/>"],
    ["an empty body", "<Envelope><Body/></Envelope>"],
    ["entities that grow", '<!DOCTYPE a [<!ENTITY b "bbbb">]><Envelope><Body><a>&b;</a></Body></Envelope>'],
    ["100,000 elements", `<Envelope><Body><a>${"<b/>".repeat(100_000)}</a></Body></Envelope>`],
    ["1,000 levels", `<Envelope><Body>${"<b>".repeat(1_000)}${"</b>".repeat(1_000)}</Body></Envelope>`],
  ])("says that a camera which answers with %s is none", async (_what, text) => {
    const given = camera();
    given.cam.handlers.set("GetSystemDateAndTime", () => reply(200, text));
    await expect(open(given)).rejects.toMatchObject({ code: "onvif-reply-invalid", category: "input" });
  });

  it("says that an answer is too long", async () => {
    const given = camera();
    given.cam.handlers.set("GetServices", () => reply(200, " ".repeat(2 * 1024 * 1024 + 1)));
    await expect(open(given)).rejects.toMatchObject({ code: "onvif-reply-too-big" });
  });

  it.each<[unknown, string]>([
    [Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }), "unreachable"],
    [Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), "onvif-certificate"],
    [Object.assign(new Error("Parse Error"), { code: "HPE_INVALID_CONSTANT" }), "onvif-reply-invalid"],
    ["a text", "driver-bug"],
    [undefined, "driver-bug"],
  ])("makes an error with a code of whatever the HTTP client throws: %s", async (thrown, code) => {
    const given = camera();
    for (const http of [async () => fail(thrown), () => fail(thrown)] satisfies HttpClient[]) {
      await expect(open({ ...given, cam: { http } })).rejects.toMatchObject({ code });
    }
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });
});

describe("a call", () => {
  it("is over at its deadline, and what comes later is nobody's concern", async () => {
    const given = camera();
    const transport = await opened(given);
    let answer: (text: string) => void = () => undefined;
    given.cam.handlers.set("GetStreamUri", () => new Promise<string>((resolve) => (answer = resolve)));
    const calling = expect(transport.streamUri("1.10", forever())).rejects.toMatchObject({ code: "timeout" });
    await given.clock.run(given.clock.now() + 5_000);
    await calling;
    expect(given.cam.state.requests.at(-1)?.signal.aborted).toBe(true);
    answer("late");
    await given.clock.settle();
  });

  it("that waits for its turn to prove who asks is over at its deadline too, and sends nothing afterwards", async () => {
    const given = camera({
      proofs: ["token"],
      open: new Set(["GetSystemDateAndTime", "GetServices", "GetDeviceInformation", "GetProfiles"]),
    });
    const transport = await opened(given);
    const { handlers, state } = given.cam;
    handlers.set("GetStreamUri", never);
    const first = expect(transport.streamUri("1.10", forever())).rejects.toMatchObject({ code: "timeout" });
    await given.clock.settle();
    const second = expect(transport.snapshotUri("1.10", forever())).rejects.toMatchObject({ code: "timeout" });
    await given.clock.run(given.clock.now() + 6_000);
    await Promise.all([first, second]);
    expect(state.calls.filter((call) => call === "GetSnapshotUri+")).toEqual([]);
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });
});

function fail(thrown: unknown): never {
  throw thrown;
}
