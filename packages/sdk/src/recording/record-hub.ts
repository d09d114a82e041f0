import { randomUUID } from "node:crypto";
import type { Hub } from "../hub/hub.ts";
import { childLogger, type Logger, silentLogger } from "../hub/log.ts";
import type { Reading } from "../readings/reading.ts";
import { staffByList } from "../readings/staff-list.ts";
import type { StoreModel } from "../store/model.ts";
import type { Clock, Random } from "../time/clock.ts";
import { systemClock } from "../time/system-clock.ts";
import { type RecordingDisk, systemDisk } from "./disk.ts";
import { checkLimits, type RecordingLimitsInput } from "./limits.ts";
import { metadataOf } from "./metadata.ts";
import { pseudonyms, staffPrefix } from "./pseudonyms.ts";
import type { RecordedClock } from "./recorded-input.ts";
import type { RecorderState, RecorderStatus } from "./recorder-status.ts";
import { RecordingWriter } from "./recording-writer.ts";

/** What to record, and where to. The limits are optional; see `RecordingLimitsInput`. */
export interface RecordOptions extends RecordingLimitsInput {
  /** Folder for the files; it is made where it is missing. No file in it is ever overwritten. */
  readonly folder: string;
  /** Kept in every file, so that the recording can be played by itself. */
  readonly store?: StoreModel;
  /**
   * Credentials of those who work in the store, whole or how they begin (`STAFF-*`): kept in every file, so that a replay
   * knows them. With `redactCredentials` the recording says which names are theirs instead.
   */
  readonly staff?: readonly string[];
  /** The hub's clock. The host's time unless told. */
  readonly clock?: Clock;
  /** Silent unless told. */
  readonly log?: Logger;
  /** Also cameras' pictures. They are left out unless this is true, for the sake of whoever is in them. */
  readonly frames?: boolean;
  /** Credentials are replaced by names that mean nothing outside the recording. As they are unless told. */
  readonly redactCredentials?: boolean;
  /** Makes the names of `redactCredentials` and the recording's id repeat themselves, for tests. */
  readonly random?: Random;
  /** Facts about the host that are kept in every file, such as its version. No secrets. */
  readonly about?: Readonly<Record<string, string>>;
  /** The host's disk unless told. */
  readonly disk?: RecordingDisk;
  /** Hears when recording stalls (once), when it goes on, and when it is closed. */
  readonly onState?: (state: RecorderState) => void;
}

/** A recording that is being made. */
export interface Recorder extends AsyncDisposable {
  readonly status: RecorderStatus;
  /** For `fuse(hub, model, { clock, onClock: recorder.onClock })`, so that fusion replays exactly. */
  readonly onClock: (input: RecordedClock) => void;
  /** Stops listening, writes what waits and ends the file. Never rejects; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Records everything that a hub's devices say, and their statuses, to MCAP files. It begins at once, before it returns:
 * call it before `fuse` and before the first reading. No fault of the disk reaches the hub: what cannot be written waits
 * in a bounded queue, then is dropped and counted.
 *
 * Raises `settings-invalid` for wrong limits.
 */
export function recordHub(hub: Pick<Hub, "readings$" | "statuses$" | "devices">, options: RecordOptions): Recorder {
  const {
    folder,
    store,
    clock = systemClock,
    log = silentLogger,
    frames = false,
    random,
    about = {},
    staff = [],
  } = options;
  const { redactCredentials = false, disk = systemDisk, onState = () => undefined, ...rest } = options;
  const limits = checkLimits(limitsIn(rest));
  const recording = random === undefined ? randomUUID() : String(Math.floor(random() * Number.MAX_SAFE_INTEGER));
  const redact = redactCredentials ? pseudonyms(random, staffByList(staff)) : (reading: Reading) => reading;
  const startedAt = clock.now();
  const staffKept = redactCredentials && staff.length > 0 ? [`${staffPrefix}*`] : staff;
  const writer = new RecordingWriter({
    folder,
    disk,
    clock,
    log: childLogger(log, { recording: folder }),
    limits,
    metadata: (number) =>
      metadataOf({
        ...{ recording, number, startedAt, about, store, devices: hub.devices },
        staff: staffKept,
        redacted: redactCredentials,
      }),
    onState,
  });
  const readings = hub.readings$.subscribe((reading) => {
    if (reading.type !== "frame" || frames) writer.add(redact(reading));
  });
  const statuses = hub.statuses$.subscribe(({ device, status }) => {
    writer.add({ kind: "device", type: "status", device, at: status.since, status });
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    readings.unsubscribe();
    statuses.unsubscribe();
    closing ??= writer.close();
    return closing;
  };
  return {
    get status() {
      const { written, bytes, files, queue } = writer;
      return { ...writer.state, written, dropped: queue.dropped, waiting: queue.length, bytes, files };
    },
    onClock: (input) => {
      writer.add(input);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The limits among the options. */
function limitsIn(options: RecordingLimitsInput): RecordingLimitsInput {
  const { maxBytes, maxMinutes, maxTotalBytes, queueBytes, flushEvery, syncEvery, retryEvery } = options;
  return { maxBytes, maxMinutes, maxTotalBytes, queueBytes, flushEvery, syncEvery, retryEvery };
}
