import { rtspError, rtspNoise } from "./rtsp-errors.ts";
import { header, type RtspMessage } from "./rtsp-message.ts";
import { type RtspRequests, refusal } from "./rtsp-requests.ts";
import { type RtspAddress, readRtspUri } from "./rtsp-uri.ts";
import { controlUri, findMetadata, type MetadataTrack, readSdp, withoutUserinfo } from "./sdp.ts";

/** A session that plays. */
export interface PlayingSession {
  /** Value of the `Session` field. */
  readonly id: string;
  /** What PLAY and TEARDOWN are about. */
  readonly uri: string;
  /** How often the camera has to hear from us (ms). */
  readonly keepAliveEvery: number;
  /** Whether the camera says that it knows `GET_PARAMETER`. */
  readonly knowsGetParameter: boolean;
}

/** Channels of a track: RTP on the first, RTCP on the second. */
export interface Channels {
  readonly rtp: number;
  readonly rtcp: number;
}

/** RFC 2326 section 12.37. */
const usualTimeout = 60;
/** Half the session's timeout, but never more often or less often than this (ms). */
const [soonest, latest] = [1_000, 30_000];
const mostId = 256;

/**
 * Asks for the metadata track of a stream and plays it (RFC 2326 section 10; ONVIF Streaming Specification, "RTSP").
 * `prepare` hears of the track and its channels before anything comes on them.
 */
export async function playMetadata(
  requests: RtspRequests,
  address: RtspAddress,
  prepare: (track: MetadataTrack, channels: Channels) => void,
): Promise<PlayingSession> {
  const options = await requests.ask("OPTIONS", address.uri);
  const knowsGetParameter = /\bGET_PARAMETER\b/i.test(header(options, "public") ?? "");
  const { answer: described, uri } = await describe(requests, address);
  const base = withoutUserinfo(header(described, "content-base") ?? header(described, "content-location") ?? uri);
  const sdp = readSdp(new TextDecoder().decode(described.body));
  const track = findMetadata(sdp);
  if (track === undefined || typeof track === "string") throw unreadable(track);

  const fields = { Transport: "RTP/AVP/TCP;unicast;interleaved=0-1" };
  const setup = await requests.ask("SETUP", controlUri(track.control, base), fields);
  if (setup.status === 461) throw notInterleaved();
  throwRefusal("SETUP", setup);
  const [id = "", ...parameters] = (header(setup, "session") ?? "").split(";").map((part) => part.trim());
  if (id === "" || id.length > mostId) throw rtspNoise("The camera answered SETUP without a session.");
  prepare(track, channelsOf(header(setup, "transport") ?? ""));

  const whole = controlUri(sdp.control, base);
  throwRefusal("PLAY", await requests.ask("PLAY", whole, { Session: id, Range: "npt=0.000-" }));
  return { id, uri: whole, keepAliveEvery: keepAliveEvery(parameters), knowsGetParameter };
}

/** DESCRIBE, which may be answered once with another address of the same camera. */
async function describe(
  requests: RtspRequests,
  address: RtspAddress,
): Promise<{ readonly answer: RtspMessage; readonly uri: string }> {
  const fields = { Accept: "application/sdp" };
  const answer = await requests.ask("DESCRIBE", address.uri, fields);
  if (answer.status < 300 || answer.status >= 400) {
    throwRefusal("DESCRIBE", answer);
    return { answer, uri: address.uri };
  }
  const other = readRtspUri(header(answer, "location") ?? "");
  const again = other.host === address.host && other.port === address.port;
  const second = again ? await requests.ask("DESCRIBE", other.uri, fields) : answer;
  if (second.status >= 300 && second.status < 400) {
    throw rtspError(
      "rtsp-redirected",
      again
        ? "The camera redirects its stream again and again."
        : `The camera sends its client on to ${other.host}:${other.port}.`,
      "Give the address of the camera that has the stream.",
    );
  }
  throwRefusal("DESCRIBE", second);
  return { answer: second, uri: other.uri };
}

function throwRefusal(method: string, answer: RtspMessage): void {
  const error = refusal(method, answer);
  if (error !== undefined) throw error;
}

function unreadable(encoding: string | undefined): Error {
  const remedy = "Give the profile a metadata configuration with analytics, without compression, in the camera.";
  return encoding === undefined
    ? rtspError("rtsp-no-metadata", "The stream of this profile has no track of metadata.", remedy)
    : rtspError(
        "rtsp-metadata-unsupported",
        `The camera sends its metadata as ${encoding.slice(0, 60)}, which cannot be read.`,
        remedy,
      );
}

function notInterleaved(): Error {
  return rtspError(
    "rtsp-transport-refused",
    "The camera does not send RTP over its RTSP connection.",
    "Switch RTP over RTSP (TCP, interleaved) on in the camera.",
  );
}

/** RFC 2326 section 12.39: the camera may take other channels than it was asked for. */
function channelsOf(transport: string): Channels {
  if (!/^RTP\/AVP\/TCP\b/i.test(transport.trim())) throw notInterleaved();
  const match = /;\s*interleaved\s*=\s*(\d{1,3})(?:-(\d{1,3}))?/i.exec(transport);
  const rtp = Number(match?.[1] ?? 0);
  const rtcp = Number(match?.[2] ?? rtp + 1);
  if (rtp > 255 || rtcp > 255) throw rtspNoise("The camera answered SETUP with channels that do not exist.");
  return { rtp, rtcp };
}

function keepAliveEvery(parameters: readonly string[]): number {
  const said = parameters
    .map((parameter) => /^timeout\s*=\s*(\d{1,6})$/i.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  const timeout = Number(said ?? usualTimeout) * 1_000;
  return Math.min(latest, Math.max(soonest, timeout / 2));
}
