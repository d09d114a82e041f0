import { Observable, Subject } from "rxjs";
import { AisleError } from "../errors/aisle-error.ts";
import type { HidTransport } from "../transports/transports.ts";

/** A HID device under a test's hand. It can be opened again after it was lost. */
export interface FakeHidTransport extends HidTransport {
  /** The device sends an input report, its id first where it uses ids. */
  feed(report: Uint8Array): void;
  /** The device is unplugged with this. */
  fail(error: unknown): void;
  complete(): void;
  /** Output reports that were written, oldest first. */
  readonly writes: readonly Uint8Array[];
  /** What `getFeatureReport` answers, by report id. */
  readonly features: Map<number, Uint8Array>;
}

/** Makes a HID device whose reports a test feeds. */
export function fakeHidTransport(): FakeHidTransport {
  let reports = new Subject<Uint8Array>();
  const writes: Uint8Array[] = [];
  const features = new Map<number, Uint8Array>();
  const replace = (): Subject<Uint8Array> => {
    const old = reports;
    reports = new Subject();
    return old;
  };
  return {
    reports$: new Observable((subscriber) => reports.subscribe(subscriber)),
    async write(report) {
      writes.push(report.slice());
    },
    async getFeatureReport(id, length) {
      const report = features.get(id);
      if (report !== undefined) return report.slice(0, length);
      throw new AisleError("hid-no-feature", `The fake device has no feature report ${id}.`, { category: "device" });
    },
    feed(report) {
      reports.next(report.slice());
    },
    fail(error) {
      replace().error(error);
    },
    complete() {
      replace().complete();
    },
    writes,
    features,
  };
}
