import { Subject } from "rxjs";
import type { Device } from "../devices/device.ts";
import type { DeviceStatusChange } from "../hub/hub.ts";
import type { Logger } from "../hub/log.ts";
import type { Reading } from "../readings/reading.ts";
import { VirtualClock } from "../time/virtual-clock.ts";
import { memoryDisk } from "./memory-disk.fixture.ts";
import { openRecording } from "./open-recording.ts";
import type { RecordingIssue } from "./read-file.ts";
import { type RecordOptions, recordHub } from "./record-hub.ts";
import type { RecordedGap, RecordedInput } from "./recorded-input.ts";

export const opensAt = Date.UTC(2026, 0, 5, 9);
const megabyte = 1024 * 1024;

/** A hub whose devices say what they are told, recorded to a disk in memory. */
export function recordSpokenHub(
  options: Partial<RecordOptions> = {},
  disk = memoryDisk(),
  devices = new Map<string, Device>(),
) {
  const clock = (options.clock as VirtualClock | undefined) ?? new VirtualClock(opensAt);
  const readings$ = new Subject<Reading>();
  const statuses$ = new Subject<DeviceStatusChange>();
  const logged: string[] = [];
  const line = (level: string) => (message: string) => void logged.push(`${level}: ${message}`);
  const log: Logger = { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
  const recorder = recordHub({ readings$, statuses$, devices }, { folder: "/rec", clock, disk, log, ...options });
  let seq = 0;
  const said: Reading[] = [];
  const say = (reading: object): void => {
    seq += 1;
    const now = clock.now();
    const stamped = { device: "x", kind: "camera", type: "count", at: now, receivedAt: now, run: 1, seq, ...reading };
    said.push(stamped as Reading);
    readings$.next(stamped as Reading);
  };
  return {
    clock,
    disk,
    recorder,
    logged,
    said,
    statuses$,
    readings$,
    say,
    count: (value: number) => say({ device: "cam-1", data: { counter: "in", value } }),
    scan: (data: string) =>
      say({ device: "scan-1", kind: "barcode-scanner", type: "scan", data: { symbology: "]Q1", data } }),
    weigh: (plates: number, samples = 1) =>
      say({
        device: "g1",
        kind: "weight-shelf",
        type: "weights",
        data: { grams: new Float32Array(samples * plates).fill(seq), samples, plates, dt: 50 },
      }),
    /** About a megabyte, at once. */
    sayMegabyte() {
      say({
        device: "g1",
        kind: "weight-shelf",
        type: "weights",
        data: { grams: new Float32Array(megabyte / 4), samples: 1, plates: megabyte / 4, dt: 50 },
      });
    },
    /** Time goes on, and what is waited for happens. */
    pass: (ms: number) => clock.run(clock.now() + ms),
  };
}

/** Everything that a pass over a recording gives. */
export async function everythingIn(disk: ReturnType<typeof memoryDisk>, path = "/rec") {
  const issues: RecordingIssue[] = [];
  const gaps: RecordedGap[] = [];
  const recording = await openRecording(path, {
    disk,
    onIssue: (issue) => issues.push(issue),
    onGap: (gap) => gaps.push(gap),
  });
  const inputs: RecordedInput[] = [];
  for await (const batch of recording.inputs()) inputs.push(...batch);
  return { recording, inputs, issues, gaps };
}
