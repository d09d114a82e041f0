/** One medium of a session description. */
export interface SdpMedium {
  /** As in `video`, `application`. */
  readonly type: string;
  /** Name of each payload type in lower case, as in `vnd.onvif.metadata`. */
  readonly encodings: ReadonlyMap<number, string>;
  /** `a=control`: an address, the end of one, or `*`. */
  readonly control: string | undefined;
}

/** What is needed of a session description. */
export interface SessionDescription {
  readonly control: string | undefined;
  readonly media: readonly SdpMedium[];
}

const mostLines = 2_000;
const mostMedia = 50;

/** Reads a session description (RFC 8866; RFC 2326 appendix C.1). What is not understood is left out. */
export function readSdp(text: string): SessionDescription {
  let control: string | undefined;
  const media: { type: string; encodings: Map<number, string>; control: string | undefined }[] = [];
  for (const line of text.split(/\r?\n/, mostLines)) {
    const medium = media.at(-1);
    const value = line.slice(2).trim();
    if (line.startsWith("m=")) {
      if (media.length === mostMedia) break;
      media.push({ type: (value.split(" ")[0] ?? "").toLowerCase(), encodings: new Map(), control: undefined });
    } else if (line.startsWith("a=control:")) {
      const address = value.slice("control:".length).trim();
      if (medium === undefined) control = address;
      else medium.control = address;
    } else if (line.startsWith("a=rtpmap:")) {
      const map = /^rtpmap:(\d{1,3})\s+([^/\s]+)/.exec(value);
      if (map !== null) medium?.encodings.set(Number(map[1]), (map[2] ?? "").toLowerCase());
    }
  }
  return { control, media };
}

/** The track of metadata in a session. */
export interface MetadataTrack {
  readonly payloadType: number;
  readonly compressed: boolean;
  readonly control: string | undefined;
}

const plain = "vnd.onvif.metadata";
const gzip = `${plain}.gzip`;

/**
 * The first track that can be read, an uncompressed one where there is one (ONVIF Streaming Specification, "RTP for
 * Metadata stream"); the name of an encoding that cannot be read where there are only such, or nothing.
 */
export function findMetadata({ media }: SessionDescription): MetadataTrack | string | undefined {
  let unreadable: string | undefined;
  let packed: MetadataTrack | undefined;
  for (const { type, encodings, control } of media) {
    if (type !== "application") continue;
    for (const [payloadType, encoding] of encodings) {
      if (encoding === plain) return { payloadType, compressed: false, control };
      if (encoding === gzip) packed ??= { payloadType, compressed: true, control };
      else if (encoding.startsWith(plain)) unreadable ??= encoding;
    }
  }
  return packed ?? unreadable;
}

/**
 * The address that a control attribute stands for (RFC 2326 appendix C.1.1). A relative one is put behind the base with
 * a slash between, as every RTSP client does, also where the base ends in a query.
 */
export function controlUri(control: string | undefined, base: string): string {
  if (control === undefined || control === "" || control === "*") return base;
  if (/^rtsp:\/\//i.test(control)) return withoutUserinfo(control);
  if (control.startsWith("/")) return (/^rtsp:\/\/[^/?#]*/i.exec(base)?.[0] ?? base) + control;
  return base.endsWith("/") ? base + control : `${base}/${control}`;
}

/** An address without its userinfo. */
export function withoutUserinfo(uri: string): string {
  return uri.replace(/^(rtsp:\/\/)[^/?#]*@/i, "$1");
}
