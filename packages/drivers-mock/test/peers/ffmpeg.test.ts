import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { seededRandom, systemClock } from "@aisle/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { createOnvifCamera, type ServedOnvif, serveOnvif } from "../../src/emulators/onvif/index.ts";

/** Set to 1 where Debian's `ffmpeg` is installed and may be started. */
const peers = process.env["AISLE_PEERS"] === "1";
const run = promisify(execFile);
const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const options = { encoding: "buffer", timeout: 30_000, maxBuffer: 16_777_216 } as const;

/** A camera that says ten times a second that two people are there; its address has the password in it. */
async function serve(password = "emulated") {
  const camera = createOnvifCamera({
    id: "cam-1",
    name: "Aisle 1",
    width: 640,
    height: 360,
    fps: 10,
    username: "aisle",
    password: "emulated",
    clock: systemClock,
    random: seededRandom(1),
  });
  const served: ServedOnvif = await serveOnvif(camera);
  let cancel = (): void => undefined;
  const say = (): void => {
    const at = systemClock.now();
    // Enough people for documents of several packets.
    const objects = Array.from({ length: 12 }, (_, id) => ({ id, box: [20 * id, 30, 60, 120] as const, score: 0.9 }));
    camera.say({ at, objects });
    cancel = systemClock.schedule(100, say);
  };
  say();
  open.push(
    () => served.close(),
    () => cancel(),
  );
  return { camera, address: `rtsp://aisle:${password}@127.0.0.1:${served.rtspPort}/main` };
}

describe.skipIf(!peers)("ffmpeg as a client of the emulated camera (skipped unless AISLE_PEERS=1)", () => {
  it("probes a video track of the right size and a track of data", { timeout: 60_000 }, async () => {
    const { camera, address } = await serve();
    const { stdout } = await run(
      "ffprobe",
      ["-v", "error", "-rtsp_transport", "tcp", "-show_streams", "-of", "json", address],
      options,
    );
    const { streams } = JSON.parse(stdout.toString()) as { streams: readonly object[] };
    expect(streams).toMatchObject([
      { codec_type: "video", codec_name: "mjpeg", width: 640, height: 360, pix_fmt: "yuvj420p" },
      { codec_type: "data" },
    ]);
    expect(camera.counts.rtsp).toMatchObject({ wrong: 0, stale: 0 });
  });

  it("decodes five pictures, each grey all over", { timeout: 60_000 }, async () => {
    const { address } = await serve();
    const pictures = ["-map", "0:v", "-frames:v", "5", "-f", "rawvideo", "-pix_fmt", "gray", "-"];
    const { stdout, stderr } = await run(
      "ffmpeg",
      ["-v", "error", "-rtsp_transport", "tcp", "-i", address, ...pictures],
      options,
    );
    expect(stderr.toString()).toBe("");
    expect(stdout).toHaveLength(5 * 640 * 360);
    expect(new Set(stdout).size).toBe(1);
  });

  it("hands on whole metadata documents as they were said", { timeout: 60_000 }, async () => {
    const { camera, address } = await serve();
    const { stdout } = await run(
      "ffmpeg",
      [
        "-v",
        "quiet",
        "-rtsp_transport",
        "tcp",
        "-i",
        address,
        "-map",
        "0:d",
        "-t",
        "1",
        "-c",
        "copy",
        "-f",
        "data",
        "-",
      ],
      options,
    );
    const documents = stdout.toString().split(`<?xml version="1.0" encoding="UTF-8"?>`).slice(1);
    expect(documents.length).toBeGreaterThan(5);
    for (const document of documents) {
      expect(document).toMatch(/^<tt:MetadataStream .*<\/tt:MetadataStream>$/);
      expect(document.match(/<tt:Object /g)).toHaveLength(12);
    }
    expect(camera.counts.frames.sent).toBeGreaterThanOrEqual(documents.length);
  });

  it("is not let in with a wrong password", { timeout: 60_000 }, async () => {
    const { camera, address } = await serve("wrong");
    await expect(run("ffprobe", ["-v", "error", "-rtsp_transport", "tcp", address], options)).rejects.toMatchObject({
      code: 1,
    });
    expect(camera.counts.rtsp).toMatchObject({ right: 0, wrong: 1 });
  });
});
