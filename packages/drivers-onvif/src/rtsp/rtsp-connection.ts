import { AisleError, type ByteTransport, type CancelTimer, type Clock, toAisleError } from "@aisle/sdk";
import type { Subscription } from "rxjs";
import { rtspGone, rtspNoise } from "./rtsp-errors.ts";
import { type FramerListener, RtspFramer } from "./rtsp-framer.ts";
import { header, type RtspMessage, writeMessage } from "./rtsp-message.ts";

/** Fields of a request beside `CSeq`. */
export type RtspFields = Readonly<Record<string, string>>;

/** Who hears of what comes unasked. */
export interface ConnectionListener extends Pick<FramerListener, "expects" | "packet"> {
  /** The connection is of no more use. Told once. */
  lost(error: AisleError): void;
}

interface Waiting {
  readonly resolve: (answer: RtspMessage) => void;
  readonly reject: (error: AisleError) => void;
  readonly cancel: CancelTimer;
}

/** RTSP requests and answers over one stream of bytes, and the packets between them. */
export class RtspConnection {
  readonly #link: ByteTransport;
  readonly #clock: Clock;
  readonly #listener: ConnectionListener;
  readonly #framer: RtspFramer;
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscription: Subscription;
  #number = 0;
  #ended: AisleError | undefined;

  constructor(link: ByteTransport, clock: Clock, listener: ConnectionListener) {
    this.#link = link;
    this.#clock = clock;
    this.#listener = listener;
    this.#framer = new RtspFramer({
      expects: (channel, first, second) => listener.expects(channel, first, second),
      packet: (channel, bytes) => {
        listener.packet(channel, bytes);
      },
      message: (message) => {
        if (message.status === 0) this.#asked(message);
        else this.#answered(message);
      },
      tooLarge: () => {
        this.fail(rtspNoise("The camera sent an RTSP answer with a body of over 64 KiB."));
      },
    });
    this.#subscription = link.bytes$.subscribe({
      next: (bytes) => {
        this.#framer.push(bytes);
      },
      error: (thrown: unknown) => {
        this.fail(toAisleError(thrown));
      },
      complete: () => {
        this.fail(rtspGone("The camera closed its RTSP connection."));
      },
    });
    // Over already: whoever ended it could not unsubscribe what was not there yet.
    if (this.#ended !== undefined) this.#subscription.unsubscribe();
  }

  /** Bytes that were neither message nor packet. */
  get noise(): number {
    return this.#framer.noise;
  }

  /**
   * Sends a request and gives its answer, whatever its status is. Raises `timeout` after `within` ms, and whatever ended
   * the connection.
   */
  request(method: string, uri: string, fields: RtspFields, within: number): Promise<RtspMessage> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.schedule(within, () => {
        this.#waiting.delete(number);
        reject(
          new AisleError("timeout", `The camera did not answer ${method} within ${within} ms.`, {
            category: "transport",
            retryable: true,
            remedy: "Check that the camera is powered and not overloaded.",
          }),
        );
      });
      this.#waiting.set(number, { resolve, reject, cancel });
      this.#write(writeMessage(`${method} ${uri} RTSP/1.0`, { CSeq: number, "User-Agent": "Aisle", ...fields }));
    });
  }

  /** Ends it: every request that waits is rejected with this, and the listener told. */
  fail(error: AisleError): void {
    if (this.#ended === undefined && this.#end(error)) this.#listener.lost(error);
  }

  /** Ends it without telling the listener. */
  close(): void {
    this.#end(rtspGone("The RTSP connection was closed."));
  }

  #end(error: AisleError): boolean {
    if (this.#ended !== undefined) return false;
    this.#ended = error;
    // Undefined while the constructor subscribes: a stream may end at once.
    (this.#subscription as Subscription | undefined)?.unsubscribe();
    this.#framer.stop();
    for (const { reject, cancel } of this.#waiting.values()) {
      cancel();
      reject(error);
    }
    this.#waiting.clear();
    return true;
  }

  #answered(answer: RtspMessage): void {
    const said = header(answer, "cseq");
    // Some cameras leave it out; with one question open there is no doubt.
    const number = said === undefined && this.#waiting.size === 1 ? [...this.#waiting.keys()][0] : Number(said);
    const waiting = this.#waiting.get(number ?? 0);
    // 100 Continue is not the answer yet; one that nobody waits for came too late.
    if (waiting === undefined || answer.status < 200) return;
    this.#waiting.delete(number ?? 0);
    waiting.cancel();
    waiting.resolve(answer);
  }

  /** The camera asks, perhaps only whether we are there. */
  #asked(request: RtspMessage): void {
    const known = request.what === "OPTIONS" || request.what === "GET_PARAMETER";
    const number = header(request, "cseq") ?? "0";
    this.#write(writeMessage(known ? "RTSP/1.0 200 OK" : "RTSP/1.0 501 Not Implemented", { CSeq: number }));
    if (request.what === "TEARDOWN") this.fail(rtspGone("The camera ended the RTSP session."));
  }

  #write(bytes: Uint8Array): void {
    this.#link.write(bytes).catch((thrown: unknown) => {
      this.fail(toAisleError(thrown));
    });
  }
}
