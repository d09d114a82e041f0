import type { Detection } from "@aisle/sdk";
import type { ByteDevice } from "../wire/index.ts";
import { createDigestGuard, createTokenCheck } from "./auth/index.ts";
import { createCounts, type OnvifCounts } from "./counts.ts";
import { createEventHub, topics } from "./events/index.ts";
import { createFaultState, type OnvifFaults } from "./faults.ts";
import {
  createAccessCheck,
  createHttpServer,
  createHttpWire,
  createSoapEndpoint,
  type Keys,
  type OnvifHttpRequest,
  type OnvifHttpResponse,
} from "./http/index.ts";
import { createFrameWriter, createObjectNumbers } from "./metadata/index.ts";
import { factsOf, invalid, type OnvifCameraOptions } from "./options.ts";
import { greyJpeg, jpegPayloads, readJpeg } from "./picture/index.ts";
import { createRtspServer } from "./rtsp/index.ts";
import { type CameraFacts, createDeviceService, createEventService, createMediaService } from "./services/index.ts";

/** A frame of a camera: who is seen, and when by a right clock (ms since the epoch). */
export interface OnvifFrame {
  readonly at: number;
  readonly objects: readonly Detection[];
}

/** An emulated ONVIF camera: all that it does, without a socket. */
export interface OnvifCamera {
  readonly facts: CameraFacts;
  /** Says who is seen to everybody who plays the metadata. */
  say(frame: OnvifFrame): void;
  /** Says that something crossed a line, to each subscription. */
  cross(line: string, direction: "Left" | "Right", objectId?: string | number): void;
  /** Says what a counter stands at, to each subscription. */
  count(counter: string, value: number): void;
  /**
   * What stills show from now on, a grey picture until then; any bytes, at most 8 MiB. Over RTSP goes what RTP can
   * carry (RFC 2435). Raises `onvif-camera-invalid` where it is bigger.
   */
  picture(bytes: Uint8Array): void;
  /**
   * Answers one HTTP request. Rejects with `unreachable` and `device-gone` when its wire is unplugged, with `aborted`
   * when `signal` is; on a wire that is half open it is not answered.
   */
  http(request: OnvifHttpRequest): Promise<OnvifHttpResponse>;
  /** Its RTSP side: put it behind a `faultyDevice`, a memory network or `serveTcp`. */
  readonly rtsp: ByteDevice;
  /** The port that its stream addresses name; 554 until it is set. */
  rtspPort: number;
  readonly faults: OnvifFaults;
  /** A live view; copy what is to stay. */
  readonly counts: OnvifCounts;
  /** How many play the metadata now. */
  readonly players: number;
  /** Like a power cut: ends every session, subscription and call under way. It can be used again afterwards. */
  restart(): void;
}

const mostPictureBytes = 8_388_608;

/**
 * Makes an emulated camera (ONVIF Core, Media, Analytics, Event and Streaming specifications, version 21.12). Raises
 * `onvif-camera-invalid`.
 */
export function createOnvifCamera(options: OnvifCameraOptions): OnvifCamera {
  const { clock, random, username, password, digest = "MD5", coordinates = "normalised" } = options;
  const replayed = options.replayCrossings ?? false;
  const facts = factsOf(options);
  const counts = createCounts();
  const faults = createFaultState();
  const cameraTime = (): number => clock.now() + faults.clockOffsetMs;
  const numbers = createObjectNumbers();
  const frames = createFrameWriter(facts.width, facts.height, coordinates, numbers);
  const hub = createEventHub(clock, cameraTime, counts);
  const keys: Keys | undefined =
    username === undefined || password === undefined
      ? undefined
      : {
          account: { username, password },
          guard: createDigestGuard({ username, password }, digest, clock, random),
          token: createTokenCheck({ username, password }, clock, cameraTime),
        };

  let still: Uint8Array = greyJpeg(facts.width, facts.height);
  let video = payloadsOf(still);
  let rtspPort = 554;
  const rtsp = createRtspServer(
    {
      name: facts.name,
      fps: facts.fps,
      profiles: facts.profiles,
      hasVideo: () => video.length > 0,
      guard: keys?.guard,
      clock,
      cameraTime,
      random,
      faults,
      counts,
    },
    () => video,
  );
  const wire = createHttpWire(faults, clock, counts);
  const access = createAccessCheck(keys, faults, counts);
  const services = {
    device: createDeviceService(facts, cameraTime),
    media: createMediaService(facts, () => rtspPort),
    events: createEventService(hub, clock, cameraTime, replayed),
  };
  const answer = createHttpServer({
    access,
    soap: createSoapEndpoint(services, access, counts),
    counts,
    snapshot: (profile) => (facts.profiles.some(({ token }) => token === profile) ? still : undefined),
  });

  return {
    facts,
    counts,
    rtsp,
    get rtspPort() {
      return rtspPort;
    },
    set rtspPort(port) {
      rtspPort = port;
    },
    get players() {
      return rtsp.players("metadata");
    },
    say({ at, objects }) {
      counts.frames.said++;
      if (faults.framesStopped) {
        counts.frames.stopped++;
        return;
      }
      const heard = rtsp.players("metadata");
      if (heard === 0) {
        counts.frames.unheard++;
        return;
      }
      const { xml, refused } = frames.write(at + faults.clockOffsetMs, objects);
      counts.frames.objectsRefused += refused;
      counts.frames.sent += heard;
      rtsp.sendMetadata(Buffer.from(xml), at + faults.clockOffsetMs);
    },
    cross(line, direction, objectId) {
      const data = { ...(objectId === undefined ? {} : { ObjectId: `${numbers.of(objectId)}` }), Direction: direction };
      hub.publish({ topic: topics.crossed, rule: line, data, isProperty: replayed });
    },
    count(counter, value) {
      hub.publish({ topic: topics.counter, rule: counter, data: { Count: `${value}` }, isProperty: true });
    },
    picture(bytes) {
      if (bytes.length > mostPictureBytes) throw invalid("a picture has to be at most 8 MiB");
      still = new Uint8Array(bytes);
      video = payloadsOf(still);
    },
    http: (request) => wire.carry(request, (signal) => answer({ ...request, signal })),
    faults: {
      wrongClock(offsetMs) {
        if (!Number.isFinite(offsetMs)) throw invalid("a clock has to be off by a number of milliseconds");
        faults.clockOffsetMs = offsetMs;
      },
      unauthorised(active) {
        faults.unauthorised = active;
      },
      slow(ms) {
        faults.slowMs = ms;
      },
      stopFrames(active) {
        faults.framesStopped = active;
      },
      expireSubscriptions() {
        hub.expireAll();
      },
      httpWire(state) {
        faults.wire = state;
        if (state !== "up") wire.cut();
      },
    },
    restart() {
      const state = faults.wire;
      faults.wire = "unplugged";
      wire.cut();
      faults.wire = state;
      hub.expireAll();
      rtsp.hangUpAll();
    },
  };
}

function payloadsOf(picture: Uint8Array): readonly Uint8Array[] {
  const jpeg = readJpeg(picture);
  return jpeg === undefined ? [] : jpegPayloads(jpeg);
}
