import { AisleError, type DriverReading, defineDriver, toAisleError } from "@aisle/sdk";
import { catchError, concat, merge, mergeMap, NEVER, type Observable, throwError } from "rxjs";
import { createMetadataParser, type MetadataDocument, type PictureSize } from "../metadata/index.ts";
import { toldNoTime } from "../transport/errors.ts";
import type { OnvifEvent } from "../transport/onvif-transport.ts";
import { chooseProfile } from "./choose-profile.ts";
import { Complaints } from "./complaints.ts";
import { DocumentQuality } from "./document-quality.ts";
import { EventMemory, type EventWay } from "./event-memory.ts";
import { isRelevant, toEventReading } from "./event-readings.ts";
import { fineClock } from "./fine-clock.ts";
import { Pictures } from "./pictures.ts";
import { cameraSettings } from "./settings.ts";

type CameraReading = DriverReading<"camera">;

/** A camera without promised frames is asked for its time this often (ms). */
const probeEvery = 900;

/** Silence is told within this or three frames, whichever is longer (ms); the hub looks up to a quarter late. */
const silentWithin = (fps: number): number => 0.75 * Math.max(1_000, (3 * 1_000) / fps);

/**
 * Any ONVIF camera: `detections` and events of its metadata stream (Profile M and T), `crossing` and `count` of its
 * pull point, and pictures where they are asked for. It can be told `snapshot`.
 */
export const onvifCamera = defineDriver({
  id: "onvif-camera",
  kind: "camera",
  transport: "onvif",
  settings: cameraSettings,
  liveness: ({ fps }) => (fps === undefined ? { probe: "driver", every: probeEvery } : { within: silentWithin(fps) }),
  open({ settings, transport, signal, clock, log, report }) {
    const { profile, picture } = chooseProfile(transport.profiles, settings);
    const complaints = new Complaints(report);
    const quality = new DocumentQuality(clock, complaints);
    const memory = new EventMemory(clock);
    const pictures = new Pictures(transport, profile.token, clock, complaints);
    let misunderstood = 0;

    const eventReadings = (event: OnvifEvent, way: EventWay): readonly CameraReading[] => {
      if (!isRelevant(event) || !memory.isNew(event, way)) return [];
      const reading = toEventReading(event, settings.lines);
      if (reading !== undefined) return [reading];
      misunderstood += 1;
      if (misunderstood === 1) {
        log.warn(
          "an event of the camera has no rule, direction or count that is understood; set `lines`, or its rule",
          {
            topic: event.topic,
          },
        );
      }
      return [];
    };
    const documentReadings = (document: MetadataDocument | undefined): readonly CameraReading[] => {
      quality.came(document === undefined || document.broken > 0);
      if (document === undefined) return [];
      const detections = document.frames.map(
        ({ at, objects }): CameraReading => ({
          type: "detections",
          data: { objects },
          ...(at !== undefined && { at }),
        }),
      );
      return [...detections, ...document.events.flatMap((event) => eventReadings(event, "metadata"))];
    };
    const metadata$ = (size: PictureSize): Observable<CameraReading> => {
      const parser = createMetadataParser(size);
      return transport.metadata$(profile.token).pipe(mergeMap((text) => documentReadings(parser.parse(text))));
    };

    const sources: Observable<CameraReading>[] = [pictures.taken$];
    if (picture !== undefined) sources.push(endless(metadata$(picture), "metadata stream"));
    if (transport.hasEvents) {
      const events$ = endless(
        transport.events$.pipe(mergeMap((event) => eventReadings(event, "pull-point"))),
        "event subscription",
      );
      sources.push(events$.pipe(catchError((thrown: unknown) => withoutEvents(thrown, complaints))));
    }
    if (settings.frames !== undefined) pictures.takeEvery(settings.frames.every, signal);
    return {
      info: transport.info,
      readings: merge(...sources),
      readClock: fineClock((until) => transport.readClock(until), clock),
      // With promised frames only those count as life: the camera's web server may outlive its analytics.
      ...(settings.fps === undefined && { probe: (until: AbortSignal) => isThere(transport.readClock(until)) }),
      commands: { snapshot: (_, context) => pictures.take(context.signal) },
    };
  },
});

/** A camera that does not know what time it is has answered all the same. */
async function isThere(time: Promise<unknown>): Promise<void> {
  try {
    await time;
  } catch (thrown) {
    if (!toldNoTime(thrown)) throw thrown;
  }
}

/** An account that may see and not subscribe is no reason to lose the camera. */
function withoutEvents(thrown: unknown, complaints: Complaints): Observable<never> {
  const error = toAisleError(thrown);
  if (error.code !== "onvif-not-allowed") return throwError(() => error);
  complaints.set("events", {
    code: "auth-failed",
    message: "The camera's account may not receive events: no crossings and counts come by them.",
    remedy: "Give the account the right to events, or use another.",
  });
  return NEVER;
}

/** The end of one of its streams is the loss of the camera. */
function endless<T>(source: Observable<T>, what: string): Observable<T> {
  const ended = (): AisleError =>
    new AisleError("device-gone", `The camera ended its ${what}.`, {
      category: "device",
      retryable: true,
      remedy: "Check that the camera is powered, and that not too many clients watch it.",
    });
  return concat(source, throwError(ended));
}
