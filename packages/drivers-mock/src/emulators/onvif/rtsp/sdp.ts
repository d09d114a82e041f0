import { payloadTypes, type TrackName } from "./rtp-track.ts";

/** What a session is described by. */
export interface SdpFacts {
  readonly name: string;
  readonly fps: number;
  readonly tracks: readonly TrackName[];
}

const media: Readonly<Record<TrackName, (fps: number) => readonly string[]>> = {
  video: (fps) => [`m=video 0 RTP/AVP ${payloadTypes.video}`, "a=control:video", `a=framerate:${fps}`],
  metadata: () => [
    `m=application 0 RTP/AVP ${payloadTypes.metadata}`,
    "a=control:metadata",
    `a=rtpmap:${payloadTypes.metadata} vnd.onvif.metadata/90000`,
    "a=recvonly",
  ],
};

/** The description of a session (RFC 4566; for metadata ONVIF Streaming 21.12, Metadata stream). */
export function describe({ name, fps, tracks }: SdpFacts): string {
  // Printable ASCII only, so that the name cannot add a line.
  const title = name.replaceAll(/[^\x20-\x7e]/g, "?").trim();
  return [
    "v=0",
    "o=- 0 0 IN IP4 127.0.0.1",
    `s=${title === "" ? "-" : title}`,
    "c=IN IP4 0.0.0.0",
    "t=0 0",
    "a=control:*",
    "a=range:npt=now-",
    ...tracks.flatMap((track) => media[track](fps)),
    "",
  ].join("\r\n");
}
