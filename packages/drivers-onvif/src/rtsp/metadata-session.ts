import { randomBytes } from "node:crypto";
import { type AisleError, type CancelTimer, type OpenTransport, toAisleError } from "@aisle/sdk";
import type { Subscriber, Subscription } from "rxjs";
import { type Channels, type PlayingSession, playMetadata } from "./handshake.ts";
import { LossLog } from "./loss-log.ts";
import { MetadataAssembler } from "./metadata-assembler.ts";
import type { MetadataSessionOptions } from "./open-metadata-session.ts";
import { saysGoodbye } from "./rtp-packet.ts";
import { RtspConnection } from "./rtsp-connection.ts";
import { rtspGone } from "./rtsp-errors.ts";
import { RtspRequests, refusal } from "./rtsp-requests.ts";
import { readRtspUri } from "./rtsp-uri.ts";

const usualTimeout = 5_000;
/** How long the camera may take to answer TEARDOWN (ms). */
const teardownWithin = 1_000;

/** One session from its opening to its end. */
export class MetadataSession {
  readonly #options: MetadataSessionOptions;
  readonly #subscriber: Subscriber<string>;
  readonly #opening = new AbortController();
  readonly #losses: LossLog;
  #link: OpenTransport<"tcp"> | undefined;
  #lost: Subscription | undefined;
  #connection: RtspConnection | undefined;
  #requests: RtspRequests | undefined;
  #channels: Channels | undefined;
  #assembler: MetadataAssembler | undefined;
  #playing: PlayingSession | undefined;
  #payloadType = 0;
  #cancel: CancelTimer = () => undefined;
  #ended = false;
  readonly #opened: Promise<void>;

  constructor(options: MetadataSessionOptions, subscriber: Subscriber<string>) {
    this.#options = options;
    this.#subscriber = subscriber;
    this.#losses = new LossLog(options.clock, options.log);
    this.#opened = this.#open().catch((thrown: unknown) => {
      this.#lose(toAisleError(thrown));
    });
  }

  /** Ends it; resolves once everything is let go of. A camera that still listens is told. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancel();
    this.#opening.abort();
    if (this.#playing !== undefined) await this.#teardown(this.#playing);
    this.#connection?.close();
    await this.#opened;
    await this.#release();
  }

  async #open(): Promise<void> {
    const { tcp, clock, log, uri, username, password } = this.#options;
    const address = readRtspUri(uri);
    const settings = {
      host: address.host,
      port: address.port,
      connectTimeout: this.#options.connectTimeout ?? usualTimeout,
    };
    this.#link = await tcp.open({ settings, signal: this.#opening.signal, clock, log });
    if (this.#ended) return;
    this.#connection = new RtspConnection(this.#link.transport, clock, {
      expects: (channel, first, second) => this.#expects(channel, first, second),
      packet: (channel, bytes) => {
        this.#packet(channel, bytes);
      },
      lost: (error) => {
        this.#lose(error);
      },
    });
    const gone = (thrown?: unknown): void => {
      this.#connection?.fail(thrown === undefined ? rtspGone("The RTSP connection broke.") : toAisleError(thrown));
    };
    this.#lost = this.#link.lost$?.subscribe({ next: gone, error: gone, complete: gone });
    this.#requests = new RtspRequests(this.#connection, {
      credentials: username === undefined ? undefined : { username, password: password ?? "" },
      basic: this.#options.basic ?? true,
      within: this.#options.callTimeout ?? usualTimeout,
      clientNonce: this.#options.clientNonce ?? (() => randomBytes(8).toString("hex")),
    });
    this.#playing = await playMetadata(this.#requests, address, (track, channels) => {
      this.#channels = channels;
      this.#payloadType = track.payloadType;
      this.#assembler = new MetadataAssembler(track, (document) => {
        this.#subscriber.next(document);
      });
    });
    this.#keepAlive(this.#playing, this.#playing.knowsGetParameter ? "GET_PARAMETER" : "OPTIONS");
  }

  /** RTP of our track on its channel, RTCP (RFC 3550 section 12.1) on the other. */
  #expects(channel: number, first: number, second: number): boolean {
    if (first >> 6 !== 2) return false;
    if (channel === this.#channels?.rtp) return (second & 0x7f) === this.#payloadType;
    return channel === this.#channels?.rtcp && second >= 192 && second <= 223;
  }

  #packet(channel: number, bytes: Uint8Array): void {
    if (channel === this.#channels?.rtp) {
      this.#assembler?.packet(bytes);
      this.#losses.look(this.#assembler?.counts, this.#connection?.noise);
    } else if (saysGoodbye(bytes)) {
      this.#connection?.fail(rtspGone("The camera ended its metadata stream."));
    }
  }

  /** RFC 2326 appendix A.2: a session ends where nothing is heard of its client. It tells half-open connections too. */
  #keepAlive(playing: PlayingSession, method: "GET_PARAMETER" | "OPTIONS"): void {
    if (this.#ended) return;
    this.#cancel = this.#options.clock.schedule(playing.keepAliveEvery, () => {
      this.#ask(playing, method).then(
        (next) => {
          this.#keepAlive(playing, next);
        },
        (thrown: unknown) => {
          this.#lose(toAisleError(thrown));
        },
      );
    });
  }

  /** Asks, and gives what to ask next time. */
  async #ask(playing: PlayingSession, method: "GET_PARAMETER" | "OPTIONS"): Promise<"GET_PARAMETER" | "OPTIONS"> {
    const answer = await this.#requests!.ask(method, playing.uri, { Session: playing.id });
    const refused = refusal(method, answer);
    if (refused === undefined) return method;
    // 454 Session Not Found, or refused although every server must know it.
    if (answer.status === 454 || method === "OPTIONS") throw refused;
    return "OPTIONS";
  }

  async #teardown(playing: PlayingSession): Promise<void> {
    try {
      await this.#requests?.ask("TEARDOWN", playing.uri, { Session: playing.id }, teardownWithin);
    } catch {
      // It has gone, or does not answer: the end of the connection ends the session as well.
    }
  }

  #lose(error: AisleError): void {
    if (this.#ended) return;
    this.#playing = undefined;
    // Its teardown calls `end`, which lets go of the rest.
    this.#subscriber.error(error);
  }

  async #release(): Promise<void> {
    this.#lost?.unsubscribe();
    try {
      await this.#link?.close();
    } catch (thrown) {
      this.#options.log.debug(`an RTSP connection did not close well: ${toAisleError(thrown).message}`);
    }
  }
}
