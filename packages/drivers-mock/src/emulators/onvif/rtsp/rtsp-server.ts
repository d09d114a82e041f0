import type { CancelTimer } from "@aisle/sdk";
import type { ByteConnection, ByteDevice, ByteLine } from "../../wire/devices.ts";
import { createRtspReader, type RtspRequest } from "./read-requests.ts";
import { replyBytes } from "./reply.ts";
import { fragments, type TrackName } from "./rtp-track.ts";
import { createSession, type RtspCamera, type RtspSession, sessionTimeoutS } from "./session.ts";

/** The RTSP side of a camera. */
export interface RtspServer extends ByteDevice {
  /** How many play that track now. */
  players(track: TrackName): number;
  /** Sends a metadata document to everybody who plays it. */
  sendMetadata(document: Uint8Array, at: number): void;
  /** Hangs up on everybody. */
  hangUpAll(): void;
}

/** Connections at once; whoever comes then is hung up. */
const mostSessions = 16;
/** Requests of one connection that wait for a slow camera. */
const mostPending = 32;

/** One connection. */
interface Client {
  readonly session: RtspSession;
  readonly line: ByteLine;
  drop(): void;
}

/** An RTSP server without clients. `picture` gives the payloads of the present picture, where it can be streamed. */
export function createRtspServer(camera: RtspCamera, picture: () => readonly Uint8Array[]): RtspServer {
  const { clock, counts, faults } = camera;
  const clients = new Set<Client>();
  let cancelPicture: CancelTimer | undefined;

  const players = (track: TrackName): readonly Client[] =>
    [...clients].filter(({ session }) => session.playing(track) !== undefined);
  const sendTo = (track: TrackName, payloads: readonly Uint8Array[], at: number): void => {
    for (const { session, line } of players(track)) {
      const packets = session.playing(track)?.packets(payloads, at);
      if (packets !== undefined) line.send(packets);
    }
  };
  /** Pictures are sent at the camera's rate for as long as somebody plays them. */
  const sendPictures = (): void => {
    if (cancelPicture !== undefined || players("video").length === 0) return;
    cancelPicture = clock.schedule(1000 / camera.fps, () => {
      cancelPicture = undefined;
      if (!faults.framesStopped) sendTo("video", picture(), camera.cameraTime());
      sendPictures();
    });
  };

  const serve = (line: ByteLine): ByteConnection => {
    const session = createSession(camera);
    const pending: RtspRequest[] = [];
    let open = true;
    let cancelAnswer: CancelTimer | undefined;
    let heardAt = clock.now();

    const leave = (): void => {
      open = false;
      clients.delete(client);
      cancelAnswer?.();
      cancelTimeout();
    };
    const drop = (): void => {
      if (!open) return;
      leave();
      line.hangUp();
    };
    const client: Client = { session, line, drop };

    const watch = (waitMs: number): CancelTimer =>
      clock.schedule(waitMs, () => {
        const leftMs = heardAt + 1000 * sessionTimeoutS - clock.now();
        if (leftMs > 0) cancelTimeout = watch(leftMs);
        else {
          counts.sessions.timedOut++;
          drop();
        }
      });
    let cancelTimeout = watch(1000 * sessionTimeoutS);

    const answerFirst = (): void => {
      const request = pending.shift();
      if (request === undefined) return;
      line.send(replyBytes(session.answer(request), sequenceOf(request)));
      sendPictures();
    };
    const answerAll = (): void => {
      while (open && pending.length > 0 && cancelAnswer === undefined) {
        if (faults.slowMs <= 0) answerFirst();
        else
          cancelAnswer = clock.schedule(faults.slowMs, () => {
            cancelAnswer = undefined;
            answerFirst();
            answerAll();
          });
      }
    };
    const heard = (): void => {
      heardAt = clock.now();
    };
    let tooMany = false;
    const reader = createRtspReader((request) => {
      heard();
      tooMany ||= pending.length >= mostPending;
      if (tooMany) return;
      pending.push(request);
      answerAll();
    }, heard);

    clients.add(client);
    counts.sessions.opened++;
    return {
      receive(bytes) {
        if (!open) return;
        const understood = reader.push(bytes);
        if (understood && !tooMany) return;
        counts.sessions.malformed++;
        if (!understood) line.send(replyBytes({ status: 400 }, "0"));
        drop();
      },
      close: leave,
    };
  };

  return {
    connect(line) {
      if (clients.size < mostSessions) return serve(line);
      counts.sessions.refused++;
      line.hangUp();
      return { receive: () => undefined, close: () => undefined };
    },
    players: (track) => players(track).length,
    sendMetadata(document, at) {
      sendTo("metadata", fragments(document), at);
    },
    hangUpAll() {
      for (const client of [...clients]) client.drop();
      cancelPicture?.();
      cancelPicture = undefined;
    },
  };
}

/** A sequence number that may be said again in an answer. */
function sequenceOf(request: RtspRequest): string {
  const sequence = request.headers.get("cseq") ?? "";
  return /^\d{1,10}$/.test(sequence) ? sequence : "0";
}
