import { AisleError, type Random, type tcp as sdkTcp, toAisleError } from "@aisle/sdk";
import { Observable, throwError } from "rxjs";
import { openMetadataSession } from "../rtsp/index.ts";
import type { CameraLink } from "./camera-link.ts";
import { closed } from "./errors.ts";
import { pullEvents } from "./events/index.ts";
import type { OnvifEvent, OnvifTransport } from "./onvif-transport.ts";
import type { CameraFacts, MediaService } from "./open-camera.ts";
import { descend, type SoapMessage } from "./soap/index.ts";

/** What streams and pictures need beside the link. */
export interface CameraTransportOptions {
  readonly tcp: Pick<typeof sdkTcp, "open">;
  readonly random: Random;
  /** Gets what resolves when something that ran on has let go. */
  readonly onRun: (released: Promise<void>) => void;
}

/** No still picture is larger (bytes). */
const mostSnapshotBytes = 16 * 1024 * 1024;

/** The transport as drivers see it. */
export function cameraTransport(link: CameraLink, facts: CameraFacts, options: CameraTransportOptions): OnvifTransport {
  const { info, profiles, media, events } = facts;
  const { addresses, settings, soap, authenticator, messages } = link;

  /** Asks the media service for an address of a profile. Media2 gives it bare, Media in a `MediaUri`. */
  const askUri = async (
    profile: string,
    word: (profile: string, media2: boolean) => SoapMessage,
    signal: AbortSignal,
  ): Promise<string> => {
    const { url, media2 } = needMedia(media);
    if (!profiles.some(({ token }) => token === profile)) throw unknownProfile(profile);
    const answer = await link.call(url, word(profile, media2), signal);
    return (descend(answer, "Uri") ?? descend(answer, "MediaUri", "Uri"))?.text ?? "";
  };
  const snapshotUri = async (profile: string, signal: AbortSignal): Promise<string> =>
    addresses.http(await askUri(profile, messages.getSnapshotUri, signal));
  const streamUri = async (profile: string, signal: AbortSignal): Promise<string> =>
    addresses.rtsp(await askUri(profile, messages.getStreamUri, signal));

  return {
    info,
    profiles,
    hasEvents: events !== undefined,
    readClock: (signal) => link.during(signal, (either) => link.readTime(either, settings.callTimeout)),
    streamUri,
    snapshotUri,
    snapshot: async (profile, signal) => {
      const url = await snapshotUri(profile, signal);
      const limits = { within: settings.callTimeout, what: "a still picture", maxBytes: mostSnapshotBytes };
      const picture = await link.during(signal, (either) =>
        soap.get(authenticator, url, { signal: either, ...limits }),
      );
      return needJpeg(picture);
    },
    events$: events === undefined ? throwError(() => noService("events")) : eventsOf(link, events, options),
    metadata$: (profile) => metadataOf(link, (signal) => streamUri(profile, signal), options),
  };
}

function eventsOf(link: CameraLink, service: string, options: CameraTransportOptions): Observable<OnvifEvent> {
  const { clock, log, settings, soap, authenticator, addresses } = link;
  return pullEvents({
    clock,
    log,
    random: options.random,
    pullTimeout: settings.pullTimeout,
    callTimeout: settings.callTimeout,
    service,
    reach: addresses.http,
    exchange: (url, message, limits) => soap.exchange(authenticator, url, message, limits),
    bodyOf: soap.bodyOf,
    isThere: (signal) => link.readTime(signal, settings.callTimeout),
    closed: link.ended,
    onRun: options.onRun,
  });
}

function metadataOf(
  link: CameraLink,
  uriOf: (signal: AbortSignal) => Promise<string>,
  { tcp, onRun }: CameraTransportOptions,
): Observable<string> {
  const { clock, log, settings, ended } = link;
  const { username, password, tls, connectTimeout, callTimeout } = settings;
  return new Observable<string>((subscriber) => {
    const own = new AbortController();
    const end = (): void => own.abort();
    ended.addEventListener("abort", end, { once: true });
    subscriber.add(() => {
      ended.removeEventListener("abort", end);
      end();
    });
    if (ended.aborted) {
      subscriber.error(closed());
      return;
    }
    const open = async (): Promise<void> => {
      const uri = await uriOf(own.signal);
      if (own.signal.aborted) return;
      const session = openMetadataSession({
        uri,
        ...(username !== undefined && { username, password: password?.reveal() ?? "" }),
        // RTSP itself is not encrypted: whoever wants TLS does not want the password told there.
        basic: tls === undefined,
        tcp,
        clock,
        signal: own.signal,
        log,
        connectTimeout,
        callTimeout,
        onEnding: onRun,
      });
      subscriber.add(session.subscribe(subscriber));
    };
    open().catch((thrown: unknown) => subscriber.error(toAisleError(thrown)));
  });
}

function needMedia(media: MediaService | undefined): MediaService {
  if (media === undefined) throw noService("media");
  return media;
}

function noService(name: string): AisleError {
  return new AisleError("onvif-no-service", `The camera offers no ${name} that can be used.`, {
    category: "device",
    remedy: `Switch ${name} on in the camera's ONVIF settings, and give its user the right to use it.`,
  });
}

function unknownProfile(profile: string): AisleError {
  return new AisleError("onvif-profile-unknown", `The camera has no media profile ${JSON.stringify(profile)}.`, {
    category: "settings",
    remedy: "Take the token of one of the transport's `profiles`.",
  });
}

/** JPEG begins with SOI and another marker (ITU-T T.81 section B.1.1). */
function needJpeg(picture: Uint8Array): Uint8Array {
  if (picture.length > 4 && picture[0] === 0xff && picture[1] === 0xd8 && picture[2] === 0xff) return picture;
  throw new AisleError("onvif-snapshot-invalid", "What the camera gave as a still picture is no JPEG.", {
    category: "input",
    retryable: true,
    remedy: "Choose a profile whose still pictures are JPEG, or check the camera's firmware.",
  });
}
