import type { Clock, Random } from "@aisle/sdk";
import { type DigestGuard, randomHex } from "../auth/index.ts";
import type { OnvifCounts } from "../counts.ts";
import type { FaultState } from "../faults.ts";
import type { EmulatedProfile } from "../services/index.ts";
import type { RtspRequest } from "./read-requests.ts";
import type { RtspReply, RtspStatus } from "./reply.ts";
import { createRtpTrack, type RtpTrack, type TrackName } from "./rtp-track.ts";
import { describe } from "./sdp.ts";

/** What all sessions of a camera share. */
export interface RtspCamera {
  readonly name: string;
  readonly fps: number;
  readonly profiles: readonly EmulatedProfile[];
  /** Whether pictures can be streamed. */
  readonly hasVideo: () => boolean;
  readonly guard: DigestGuard | undefined;
  readonly clock: Clock;
  /** The time that the camera believes in. */
  readonly cameraTime: () => number;
  readonly random: Random;
  readonly faults: FaultState;
  readonly counts: OnvifCounts;
}

/** The state of one connection: at most one session of some tracks. */
export interface RtspSession {
  /** The track while it is played. */
  playing(track: TrackName): RtpTrack | undefined;
  /** Answers a request. */
  answer(request: RtspRequest): RtspReply;
}

/** A session without a request for so long ends (s). */
export const sessionTimeoutS = 60;
const methods = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

/** The session of a new connection (RFC 2326; ONVIF Streaming 21.12, Media control protocol). */
export function createSession(camera: RtspCamera): RtspSession {
  const { counts, guard, random, cameraTime } = camera;
  const tracks = new Map<TrackName, RtpTrack>();
  let profile: EmulatedProfile | undefined;
  let id: string | undefined;
  let playing = false;

  const tracksOf = ({ metadata }: EmulatedProfile): readonly TrackName[] => [
    ...(camera.hasVideo() ? (["video"] as const) : []),
    ...(metadata ? (["metadata"] as const) : []),
  ];
  const ok = (headers: Readonly<Record<string, string>> = {}): RtspReply => ({
    status: 200,
    headers: id === undefined ? headers : { Session: `${id};timeout=${sessionTimeoutS}`, ...headers },
  });
  const refuse = (status: RtspStatus): RtspReply => ({ status });
  const end = (): void => {
    tracks.clear();
    playing = false;
    id = undefined;
    profile = undefined;
  };

  const setUp = ({ uri, headers }: RtspRequest): RtspReply => {
    const place = placeOf(uri);
    const asked = camera.profiles.find((each) => each.token === place.profile);
    const track = asked && tracksOf(asked).find((each) => each === place.track);
    if (asked === undefined || track === undefined) return refuse(place.track === undefined ? 459 : 404);
    if (playing || (profile !== undefined && profile !== asked)) return refuse(455);
    const way = (headers.get("transport") ?? "").split(",").find((each) => /^\s*RTP\/AVP\/TCP\b/i.test(each));
    if (way === undefined || /multicast/i.test(way)) return refuse(461);
    const free = 2 * tracks.size;
    const channel = Number(/interleaved=(\d{1,3})/i.exec(way)?.[1] ?? free);
    const taken = [...tracks].some(([name, each]) => name !== track && Math.abs(each.channel - channel) < 2);
    if (channel > 254 || taken) return refuse(461);
    profile = asked;
    id ??= randomHex(random, 16);
    tracks.set(track, createRtpTrack(track, channel, random));
    return ok({ Transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1};mode="PLAY"` });
  };

  const play = (uri: string): RtspReply => {
    if (id === undefined) return refuse(455);
    playing = true;
    const base = uri.replace(/\/+$/, "");
    const info = [...tracks].map(
      ([name, track]) => `url=${base}/${name};seq=${track.sequence};rtptime=${track.timestamp(cameraTime())}`,
    );
    return ok({ Range: "npt=now-", "RTP-Info": info.join(",") });
  };

  const inSession = (request: RtspRequest): RtspReply => {
    if (request.method === "SETUP") return setUp(request);
    if (id === undefined && request.method !== "GET_PARAMETER" && request.method !== "SET_PARAMETER")
      return refuse(455);
    switch (request.method) {
      case "PLAY":
        return play(request.uri);
      case "PAUSE":
        playing = false;
        return ok();
      case "TEARDOWN": {
        const last = ok();
        end();
        return last;
      }
      default:
        return ok();
    }
  };

  const refusal = (request: RtspRequest): RtspReply | undefined => {
    if (camera.faults.unauthorised) {
      counts.requests.unauthorised++;
      return { status: 401, headers: { "WWW-Authenticate": guard?.challenge() ?? `Basic realm="Aisle"` } };
    }
    if (guard === undefined) return undefined;
    const authorization = request.headers.get("authorization");
    const verdict = authorization === undefined ? "missing" : guard.check(authorization, request.method, request.uri);
    counts.rtsp[verdict]++;
    if (verdict === "right") return undefined;
    return { status: 401, headers: { "WWW-Authenticate": guard.challenge(verdict === "stale") } };
  };

  return {
    playing: (track) => (playing ? tracks.get(track) : undefined),
    answer(request) {
      if (request.method === "OPTIONS" && !camera.faults.unauthorised) return ok({ Public: methods });
      if (!methods.split(", ").includes(request.method)) return refuse(501);
      const refused = refusal(request);
      if (refused !== undefined) return refused;
      const given = request.headers.get("session")?.split(";")[0]?.trim();
      if (given !== undefined && given !== id) return refuse(454);
      if (request.method !== "DESCRIBE") return inSession(request);
      const asked = camera.profiles.find((each) => each.token === placeOf(request.uri).profile);
      if (asked === undefined) return refuse(404);
      const { name, fps } = camera;
      return {
        ...ok({ "Content-Base": `${request.uri.replace(/\/+$/, "")}/` }),
        body: describe({ name, fps, tracks: tracksOf(asked) }),
      };
    },
  };
}

/** The profile and track that an address names, as in `rtsp://host/main/metadata`. */
function placeOf(uri: string): { readonly profile: string | undefined; readonly track: string | undefined } {
  const [, path = ""] = /^rtsps?:\/\/[^/?]*\/?([^?]*)/i.exec(uri) ?? [];
  const [profile, track] = path.split("/").filter((part) => part !== "");
  return { profile, track };
}
