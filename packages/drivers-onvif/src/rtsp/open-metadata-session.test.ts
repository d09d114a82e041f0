import { AisleError, silentLogger } from "@aisle/sdk";
import { seededRandom, VirtualClock } from "@aisle/sdk/testing";
import type { Subscription } from "rxjs";
import { describe, expect, it } from "vitest";
import { mutate, sampleMetadata } from "../metadata/documents.fixture.ts";
import { interleaved, MemoryRtsp, type MemoryRtspOptions, metadataSdp, reply, rtp } from "./memory-rtsp.fixture.ts";
import { type MetadataSessionOptions, openMetadataSession } from "./open-metadata-session.ts";

interface Rig {
  readonly camera: MemoryRtsp;
  readonly clock: VirtualClock;
  readonly documents: string[];
  readonly ends: string[];
  readonly errors: unknown[];
  readonly released: number;
  readonly abort: AbortController;
  readonly subscription: Subscription;
  run(ms: number): Promise<void>;
}

async function play(camera: MemoryRtsp, more: Partial<MetadataSessionOptions> = {}): Promise<Rig> {
  const clock = new VirtualClock(1_000);
  const [documents, ends, errors]: [string[], string[], unknown[]] = [[], [], []];
  const abort = new AbortController();
  let released = 0;
  const subscription = openMetadataSession({
    uri: "rtsp://user:hidden@cam:8554/main",
    tcp: camera.tcp,
    clock,
    signal: abort.signal,
    log: silentLogger,
    onEnding: (done) => {
      void done.then(() => {
        released += 1;
      });
    },
    ...more,
  }).subscribe({
    next: (document) => documents.push(document),
    error: (thrown: unknown) => {
      errors.push(thrown);
      ends.push((thrown as AisleError).code);
    },
    complete: () => ends.push("complete"),
  });
  const run = (ms: number): Promise<void> => clock.run(clock.now() + ms);
  await run(0);
  return {
    camera,
    clock,
    documents,
    ends,
    errors,
    abort,
    subscription,
    run,
    get released() {
      return released;
    },
  };
}

const one = sampleMetadata([{ id: 1, type: "Human" }]);
const user = { name: "u", password: "right" };
const right = { username: "u", password: "right" };

describe("a metadata session", () => {
  it("plays the metadata track only, and gives its documents", async () => {
    const camera = new MemoryRtsp();
    const { documents, ends } = await play(camera);
    camera.send(one, 100);
    camera.send(one);
    expect(documents).toEqual([one, one]);
    expect(ends).toEqual([]);
    expect(camera.openings).toEqual([{ host: "cam", port: 8554, connectTimeout: 5_000 }]);
    expect(camera.requests.map(({ method, uri }) => `${method} ${uri}`)).toEqual([
      "OPTIONS rtsp://cam:8554/main",
      "DESCRIBE rtsp://cam:8554/main",
      "SETUP rtsp://cam:8554/main/track2",
      "PLAY rtsp://cam:8554/main",
    ]);
    expect(JSON.stringify(camera.requests)).not.toContain("hidden");
  });

  it("reads the same however the bytes are cut", async () => {
    const cut = (bytes: Uint8Array): readonly Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));
    const camera = new MemoryRtsp({ cut });
    const { documents } = await play(camera);
    camera.send(one, 300);
    expect(documents).toEqual([one]);
  });

  it("ends with TEARDOWN when nobody listens any more, and leaves nothing", async () => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    rig.subscription.unsubscribe();
    await rig.run(0);
    expect(camera.methods.at(-1)).toBe("TEARDOWN");
    expect(camera.requests.at(-1)?.headers["session"]).toBe("S1");
    expect([camera.held, rig.released, rig.clock.nextTimerAt()]).toEqual([0, 1, undefined]);
  });

  it("waits a second at most for the answer to TEARDOWN", async () => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    camera.silent = true;
    rig.abort.abort();
    await rig.run(999);
    expect(camera.held).toBe(1);
    await rig.run(1);
    expect([camera.held, rig.released, rig.ends, rig.clock.nextTimerAt()]).toEqual([0, 1, ["complete"], undefined]);
  });

  it("given up at any moment of its opening it lets go", async () => {
    for (const method of ["OPTIONS", "DESCRIBE", "SETUP", "PLAY"]) {
      const camera = new MemoryRtsp({ answer: (request) => (request.method === method ? "" : undefined) });
      const rig = await play(camera);
      rig.subscription.unsubscribe();
      await rig.run(0);
      expect([camera.held, rig.released, rig.clock.nextTimerAt()]).toEqual([0, 1, undefined]);
    }
  });

  it.each(["OPTIONS", "DESCRIBE", "SETUP", "PLAY"])(
    "gives up on %s without an answer at its deadline",
    async (method) => {
      const camera = new MemoryRtsp({ answer: (request) => (request.method === method ? "" : undefined) });
      const rig = await play(camera, { callTimeout: 700 });
      await rig.run(699);
      expect(rig.ends).toEqual([]);
      await rig.run(1);
      expect(rig.ends).toEqual(["timeout"]);
      expect([camera.held, rig.released, rig.clock.nextTimerAt()]).toEqual([0, 1, undefined]);
    },
  );

  it.each([
    [
      "hangs up",
      (camera: MemoryRtsp) => {
        camera.hangUp();
      },
    ],
    [
      "is lost",
      (camera: MemoryRtsp) => {
        camera.lose();
      },
    ],
    [
      "says goodbye",
      (camera: MemoryRtsp) => {
        camera.feed(interleaved(1, Uint8Array.from([0x81, 203, 0, 1, 0, 0, 0, 7])));
      },
    ],
    [
      "asks for TEARDOWN",
      (camera: MemoryRtsp) => {
        camera.feed("TEARDOWN rtsp://cam/ RTSP/1.0\r\nCSeq: 4\r\n\r\n");
      },
    ],
  ])("a camera that %s is gone", async (_, act) => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    act(camera);
    await rig.run(0);
    expect([rig.ends, camera.held, rig.clock.nextTimerAt()]).toEqual([["device-gone"], 0, undefined]);
  });

  it("whatever a connection breaks with is an AisleError", async () => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    camera.breakWith("no Error at all");
    expect(rig.errors[0]).toBeInstanceOf(AisleError);
  });

  it("keeps the session alive at half its timeout, and notices when nobody answers", async () => {
    const camera = new MemoryRtsp({ session: "S7 ; timeout=10" });
    const rig = await play(camera);
    await rig.run(15_000);
    expect(camera.methods.slice(4)).toEqual(["GET_PARAMETER", "GET_PARAMETER", "GET_PARAMETER"]);
    expect(camera.requests.at(-1)?.headers["session"]).toBe("S7");
    camera.silent = true;
    await rig.run(10_000);
    expect(rig.ends).toEqual(["timeout"]);
  });

  it("keeps it alive with OPTIONS where GET_PARAMETER is not known or refused", async () => {
    const unknown = new MemoryRtsp({ publicMethods: "OPTIONS, PLAY" });
    await (await play(unknown)).run(30_000);
    expect(unknown.methods.at(-1)).toBe("OPTIONS");
    const refusing = new MemoryRtsp({
      answer: (request) => (request.method === "GET_PARAMETER" ? reply(request, "501 Not Implemented", []) : undefined),
    });
    const rig = await play(refusing);
    await rig.run(60_000);
    expect([refusing.methods.slice(4), rig.ends]).toEqual([["GET_PARAMETER", "OPTIONS"], []]);
  });

  it("is lost when the camera has forgotten the session", async () => {
    const camera = new MemoryRtsp({
      answer: (request) =>
        request.method === "GET_PARAMETER" ? reply(request, "454 Session Not Found", []) : undefined,
    });
    const rig = await play(camera);
    await rig.run(30_000);
    expect(rig.ends).toEqual(["rtsp-refused"]);
  });

  it("answers a camera that asks whether it is there", async () => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    camera.feed("OPTIONS * RTSP/1.0\r\nCSeq: 77\r\n\r\n");
    camera.send(one);
    expect([rig.documents, rig.ends]).toEqual([[one], []]);
  });
});

describe("the password", () => {
  it.each([
    ["digest", undefined],
    ["Basic", ['Basic realm="cam"']],
  ])("is proved with %s and then with every request", async (_, challenges) => {
    const camera = new MemoryRtsp({ user, ...(challenges && { challenges }) });
    const rig = await play(camera, right);
    camera.send(one);
    expect(rig.documents).toEqual([one]);
    expect(camera.methods).toEqual(["OPTIONS", "DESCRIBE", "DESCRIBE", "SETUP", "PLAY"]);
  });

  it("is not told in clear where that is not wanted", async () => {
    const camera = new MemoryRtsp({ user, challenges: ['Basic realm="cam"'] });
    const rig = await play(camera, { ...right, basic: false });
    expect([camera.passwords, rig.ends]).toEqual([0, ["auth-failed"]]);
  });

  it("that is wrong reaches the camera exactly once", async () => {
    const camera = new MemoryRtsp({ user });
    const rig = await play(camera, { username: "u", password: "wrong" });
    await rig.run(60_000);
    expect([camera.passwords, rig.ends, camera.held]).toEqual([1, ["auth-failed"], 0]);
    expect(JSON.stringify(rig.errors)).not.toContain("wrong");
  });

  it("that is wrong reaches a camera with a new nonce each time exactly once", async () => {
    const camera = new MemoryRtsp({
      user,
      answer: (_, self) => {
        self.nonce = `n${self.requests.length}`;
        return undefined;
      },
    });
    const rig = await play(camera, { username: "u", password: "wrong" });
    expect([camera.passwords, rig.ends]).toEqual([1, ["auth-failed"]]);
  });

  it("is asked for where there is none", async () => {
    const camera = new MemoryRtsp({ user });
    const rig = await play(camera);
    expect([camera.passwords, rig.ends]).toEqual([0, ["auth-failed"]]);
  });

  it("is proved anew when its nonce has run out", async () => {
    const camera = new MemoryRtsp({ user });
    const rig = await play(camera, right);
    camera.nonce = "nonce-2";
    await rig.run(30_000);
    expect([rig.ends, camera.methods.slice(-2)]).toEqual([[], ["GET_PARAMETER", "GET_PARAMETER"]]);
    expect(camera.requests.at(-1)?.headers["authorization"]).toContain("nonce-2");
  });

  it("is not sent to what wants it in a way that is not known", async () => {
    const camera = new MemoryRtsp({ user, challenges: ['Bearer realm="x"'] });
    const rig = await play(camera, right);
    expect([camera.passwords, rig.ends]).toEqual([0, ["auth-failed"]]);
  });

  it("is no longer tried where the camera forbids", async () => {
    const camera = new MemoryRtsp({
      answer: (request) => (request.method === "PLAY" ? reply(request, "403 Forbidden", []) : undefined),
    });
    expect((await play(camera, right)).ends).toEqual(["auth-failed"]);
  });
});

describe("cameras that go their own way", () => {
  it("choose the channels", async () => {
    const camera = new MemoryRtsp({ transport: "RTP/AVP/TCP;interleaved=4-5;ssrc=1" });
    const rig = await play(camera);
    camera.send(one, 1_400, 0);
    camera.send(one, 1_400, 4);
    expect(rig.documents).toEqual([one]);
  });

  it("say where their tracks are", async () => {
    const camera = new MemoryRtsp({
      contentBase: "rtsp://u:p@cam:8554/base/",
      sdp: metadataSdp.replace("control:track2", "control:rtsp://x:y@cam/abs").replace("control:*", "control:whole"),
    });
    await play(camera);
    expect(camera.requests.slice(2).map(({ uri }) => uri)).toEqual(["rtsp://cam/abs", "rtsp://cam:8554/base/whole"]);
  });

  it("redirect once to another path of their own", async () => {
    const answer: MemoryRtspOptions["answer"] = (request) =>
      request.method === "DESCRIBE" && !request.uri.endsWith("/other")
        ? reply(request, "302 Found", ["Location: rtsp://a:b@cam:8554/other"])
        : undefined;
    const camera = new MemoryRtsp({ answer });
    const rig = await play(camera);
    expect(rig.ends).toEqual([]);
    expect(camera.requests.at(-1)?.uri).toBe("rtsp://cam:8554/other");
  });

  it.each([
    ["rtsp://elsewhere:8554/x", "rtsp-redirected"],
    ["rtsp://cam:8554/loop", "rtsp-redirected"],
    ["http://cam/", "rtsp-uri-invalid"],
  ])("are not followed to %s", async (location, code) => {
    const answer: MemoryRtspOptions["answer"] = (request) =>
      request.method === "DESCRIBE" ? reply(request, "301 Moved", [`Location: ${location}`]) : undefined;
    const camera = new MemoryRtsp({ answer });
    expect((await play(camera)).ends).toEqual([code]);
    expect(camera.openings).toHaveLength(1);
  });

  it.each([
    ["no metadata", { sdp: "v=0\r\nm=video 0 RTP/AVP 26\r\n" }, "rtsp-no-metadata"],
    ["EXI", { sdp: metadataSdp.replace("METADATA/", "METADATA.EXI.ONVIF/") }, "rtsp-metadata-unsupported"],
    ["UDP", { transport: "RTP/AVP;unicast;client_port=5000-5001" }, "rtsp-transport-refused"],
    ["no session", { session: "" }, "rtsp-answer-invalid"],
    ["channels beyond a byte", { transport: "RTP/AVP/TCP;interleaved=255-256" }, "rtsp-answer-invalid"],
  ])("and offer %s are told so", async (_, options, code) => {
    const camera = new MemoryRtsp(options);
    const rig = await play(camera);
    expect([rig.ends, camera.held]).toEqual([[code], 0]);
  });

  it.each([
    ["461 Unsupported Transport", "SETUP", "rtsp-transport-refused"],
    ["453 Not Enough Bandwidth", "SETUP", "rtsp-refused"],
    ["404 Not Found", "DESCRIBE", "rtsp-refused"],
  ])("and answer %s to %s are told so", async (status, method, code) => {
    const camera = new MemoryRtsp({
      answer: (request) => (request.method === method ? reply(request, status, []) : undefined),
    });
    expect((await play(camera)).ends).toEqual([code]);
  });
});

describe("noise", () => {
  it("between packets costs one document at most", async () => {
    const camera = new MemoryRtsp();
    const rig = await play(camera);
    const random = seededRandom(8);
    for (let round = 0; round < 500; round += 1) {
      camera.feed(Uint8Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256)));
      rig.documents.length = 0;
      camera.send(one);
      camera.send(one);
      expect(rig.documents.at(-1)).toBe(one);
    }
    expect(rig.ends).toEqual([]);
  });

  it("of 20,000 mutated sessions ends in documents or an AisleError, and leaves nothing", async () => {
    const random = seededRandom(9);
    const codes = new Set<string>();
    for (let round = 0; round < 20_000; round += 1) {
      const at = Math.floor(random() * 8);
      let sent = 0;
      const cut = (bytes: Uint8Array): readonly Uint8Array[] => {
        sent += 1;
        return [sent - 1 === at ? mutate(bytes, random) : bytes];
      };
      const camera = new MemoryRtsp({ cut, user });
      const rig = await play(camera, right);
      camera.feed(interleaved(0, rtp(1, true, new TextEncoder().encode(one))));
      for (const code of rig.ends) codes.add(code);
      rig.subscription.unsubscribe();
      await rig.run(5_000);
      expect([camera.held, rig.clock.nextTimerAt()]).toEqual([0, undefined]);
    }
    expect(codes).not.toContain("driver-bug");
  }, 120_000);
});
