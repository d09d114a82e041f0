import type { Clock, Logger, tcp } from "@aisle/sdk";
import { Observable } from "rxjs";
import { MetadataSession } from "./metadata-session.ts";

/** What a metadata session is opened with. */
export interface MetadataSessionOptions {
  /** Address of the stream (`GetStreamUri`). Userinfo in it is thrown away. */
  readonly uri: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Whether the password may be told in clear (Basic) where the camera offers nothing else; it may unless told. */
  readonly basic?: boolean | undefined;
  /** Opens the connection; the sdk's `tcp`, or one of a test. */
  readonly tcp: Pick<typeof tcp, "open">;
  readonly clock: Clock;
  /** Ends the session, as unsubscribing does; its stream completes. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Milliseconds until the connection must stand; 5000 unless told. */
  readonly connectTimeout?: number | undefined;
  /** Milliseconds that an answer may take; 5000 unless told. */
  readonly callTimeout?: number | undefined;
  /** Gets what resolves, always, once a session that ended has let go of everything; TEARDOWN takes a second at most. */
  readonly onEnding?: ((released: Promise<void>) => void) | undefined;
  /** Makes the client's nonces of digest authentication; random unless told. */
  readonly clientNonce?: (() => string) | undefined;
}

/**
 * Plays the metadata track of a camera's stream over one RTSP connection while it is subscribed to, and gives its
 * documents (`tt:MetadataStream`) as text. A document with a lost packet is left out, and the log says so.
 *
 * It errors when the session is lost: `auth-failed`, `timeout`, `device-gone`, `rtsp-…` (`rtspErrorCodes`), and what
 * `tcp` raises. Bounds: 16 KiB of header and 64 KiB of body an answer, 1 MiB a document.
 */
export function openMetadataSession(options: MetadataSessionOptions): Observable<string> {
  return new Observable((subscriber) => {
    const { signal, onEnding } = options;
    if (signal.aborted) {
      subscriber.complete();
      return undefined;
    }
    const onAbort = (): void => {
      subscriber.complete();
    };
    signal.addEventListener("abort", onAbort);
    const session = new MetadataSession(options, subscriber);
    return () => {
      signal.removeEventListener("abort", onAbort);
      const released = session.end();
      onEnding?.(released);
    };
  });
}
