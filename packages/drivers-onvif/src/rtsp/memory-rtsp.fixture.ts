import { createHash } from "node:crypto";
import type { ByteTransport, OpenTransport, tcp } from "@aisle/sdk";
import { Subject } from "rxjs";

/** How the camera behaves. */
export interface MemoryRtspOptions {
  readonly user?: { readonly name: string; readonly password: string };
  /** What it challenges with; `Digest` with MD5 unless told. */
  readonly challenges?: readonly string[];
  readonly sdp?: string;
  readonly contentBase?: string;
  readonly session?: string;
  readonly transport?: string;
  readonly publicMethods?: string;
  /** Cuts what is sent into pieces. */
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
  /** Answers a request in its own way; nothing for the usual answer. */
  readonly answer?: (request: RtspRequest, camera: MemoryRtsp) => string | undefined;
}

export interface RtspRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const metadataSdp = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=camera",
  "a=control:*",
  "m=video 0 RTP/AVP 26",
  "a=control:track1",
  "m=application 0 RTP/AVP 107",
  "a=rtpmap:107 VND.ONVIF.METADATA/90000",
  "a=control:track2",
  "",
].join("\r\n");

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const md5 = (value: string): string => createHash("md5").update(value).digest("hex");

/** A camera's RTSP server in memory, as far as a client of one track can tell. It answers at once. */
export class MemoryRtsp {
  readonly requests: RtspRequest[] = [];
  /** Settings that connections were opened with. */
  readonly openings: { readonly host: string; readonly port: number }[] = [];
  /** Connections that stand. */
  held = 0;
  /** Requests that came with a password, right or wrong. */
  passwords = 0;
  /** It swallows everything and says nothing. */
  silent = false;
  nonce = "nonce-1";
  #bytes = new Subject<Uint8Array>();
  #lost = new Subject<unknown>();
  #rest = "";
  #sequence = 65_530;
  readonly #options: MemoryRtspOptions;

  constructor(options: MemoryRtspOptions = {}) {
    this.#options = options;
  }

  get tcp(): Pick<typeof tcp, "open"> {
    return { open: ({ settings }) => this.#open(settings) };
  }

  get methods(): readonly string[] {
    return this.requests.map(({ method }) => method);
  }

  /** Puts bytes on the wire. */
  feed(bytes: Uint8Array | string): void {
    if (this.silent) return;
    const all = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    for (const piece of this.#options.cut?.(all) ?? [all]) this.#bytes.next(piece);
  }

  /** Sends a document in packets of at most so many bytes. */
  send(document: string | Uint8Array, size = 1_400, channel = 0): void {
    for (const packet of this.packets(document, size)) this.feed(interleaved(channel, packet));
  }

  /** The RTP packets of a document. */
  packets(document: string | Uint8Array, size = 1_400): readonly Uint8Array[] {
    const bytes = typeof document === "string" ? new TextEncoder().encode(document) : document;
    const packets: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; from += size) {
      packets.push(rtp(this.#sequence, from + size >= bytes.length, bytes.subarray(from, from + size)));
      this.#sequence = (this.#sequence + 1) & 0xffff;
    }
    return packets;
  }

  hangUp(): void {
    const bytes = this.#bytes;
    this.#renew();
    bytes.complete();
  }

  breakWith(error: unknown): void {
    const bytes = this.#bytes;
    this.#renew();
    bytes.error(error);
  }

  lose(): void {
    this.#lost.next(undefined);
  }

  #renew(): void {
    this.#bytes = new Subject();
    this.#rest = "";
  }

  #open(settings: { readonly host: string; readonly port: number }): OpenTransport<"tcp"> {
    this.openings.push(settings);
    this.held += 1;
    this.#renew();
    let isOpen = true;
    const transport: ByteTransport = {
      bytes$: this.#bytes,
      write: async (bytes) => {
        this.#receive(text(bytes));
      },
    };
    return {
      transport,
      lost$: this.#lost,
      close: () => {
        if (isOpen) this.held -= 1;
        isOpen = false;
      },
    };
  }

  #receive(chunk: string): void {
    this.#rest += chunk;
    for (let end = this.#rest.indexOf("\r\n\r\n"); end >= 0; end = this.#rest.indexOf("\r\n\r\n")) {
      const [start = "", ...lines] = this.#rest.slice(0, end).split("\r\n");
      this.#rest = this.#rest.slice(end + 4);
      if (start.startsWith("RTSP/")) continue;
      const [method = "", uri = ""] = start.split(" ");
      const headers = Object.fromEntries(
        lines.map((line) => [line.split(":")[0]!.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
      );
      this.#asked({ method, uri, headers });
    }
  }

  #asked(request: RtspRequest): void {
    this.requests.push(request);
    if (request.headers["authorization"] !== undefined) this.passwords += 1;
    if (this.silent) return;
    const own = this.#options.answer?.(request, this);
    if (own !== undefined) {
      if (own !== "") this.feed(own);
      return;
    }
    this.feed(this.usual(request));
  }

  /** What a well-behaved camera answers. */
  usual(request: RtspRequest): string {
    const { user, challenges = [`Digest realm="cam", nonce="${this.nonce}"`] } = this.#options;
    if (user !== undefined && request.method !== "OPTIONS" && !this.#isAllowed(request, user)) {
      return reply(
        request,
        "401 Unauthorized",
        challenges.map((challenge) => `WWW-Authenticate: ${challenge}`),
      );
    }
    const { session = "S1;timeout=60", transport = "RTP/AVP/TCP;unicast;interleaved=0-1" } = this.#options;
    switch (request.method) {
      case "OPTIONS":
        return reply(request, "200 OK", [
          `Public: ${this.#options.publicMethods ?? "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"}`,
        ]);
      case "DESCRIBE": {
        const { sdp = metadataSdp, contentBase } = this.#options;
        return reply(request, "200 OK", contentBase === undefined ? [] : [`Content-Base: ${contentBase}`], sdp);
      }
      case "SETUP":
        return reply(request, "200 OK", [`Session: ${session}`, `Transport: ${transport}`]);
      default:
        return reply(request, "200 OK", []);
    }
  }

  #isAllowed(
    { method, uri, headers }: RtspRequest,
    user: { readonly name: string; readonly password: string },
  ): boolean {
    const field = headers["authorization"] ?? "";
    if (field.startsWith("Basic "))
      return Buffer.from(field.slice(6), "base64").toString() === `${user.name}:${user.password}`;
    const get = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(field)?.[1] ?? "";
    const hash = md5(`${md5(`${user.name}:cam:${user.password}`)}:${this.nonce}:${md5(`${method}:${uri}`)}`);
    return get("response") === hash && get("nonce") === this.nonce && get("uri") === uri;
  }
}

/** An answer as it stands on the wire. */
export function reply(request: RtspRequest, status: string, lines: readonly string[], body = ""): string {
  const length = body === "" ? [] : ["Content-Type: application/sdp", `Content-Length: ${body.length}`];
  return [`RTSP/1.0 ${status}`, `CSeq: ${request.headers["cseq"] ?? ""}`, ...lines, ...length, "", body].join("\r\n");
}

/** A packet between messages. */
export function interleaved(channel: number, packet: Uint8Array): Uint8Array {
  return Uint8Array.from([0x24, channel, packet.length >> 8, packet.length & 0xff, ...packet]);
}

/** An RTP packet of payload type 107. */
export function rtp(sequence: number, marker: boolean, payload: Uint8Array, source = 7): Uint8Array {
  const header = [
    0x80,
    (marker ? 0x80 : 0) | 107,
    (sequence >> 8) & 0xff,
    sequence & 0xff,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    source,
  ];
  return Uint8Array.from([...header, ...payload]);
}
