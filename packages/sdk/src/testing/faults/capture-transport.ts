import { Observable } from "rxjs";
import type { Reading } from "../../readings/reading.ts";
import type { Clock } from "../../time/clock.ts";
import type { TransportProvider } from "../../transports/define-transport.ts";
import type { Transports } from "../../transports/transports.ts";
import { encodeReading } from "../conformance/encode-reading.ts";
import { captureHeader, toHex } from "./capture-format.ts";

/** The transports that can be captured. */
export type CapturedTransport = "tcp" | "serial" | "hid";

/** A provider that records what passes. */
export interface CapturingProvider<T extends CapturedTransport, S> extends TransportProvider<T, S> {
  /** Records a reading that the driver made; to be subscribed to the device's `readings$`. Without it no gold. */
  readonly reading: (reading: Pick<Reading, "type" | "data">) => void;
}

/**
 * Records what passes through the transports that `provider` opens: `write` gets one line of JSON after the other,
 * each with its end of line, to be appended to a file. One device at a time: their bytes would mix.
 */
export function captureTransport<T extends CapturedTransport, S>(
  provider: TransportProvider<T, S>,
  write: (line: string) => void,
): CapturingProvider<T, S> {
  let clock: Clock | undefined;
  let begin = 0;
  const line = (fields: string): void => {
    // Before the first connection there is nothing that a reading could have been made of.
    if (clock !== undefined) write(`{"t":${clock.now() - begin},${fields}}\n`);
  };
  return {
    transport: provider.transport,
    settings: provider.settings,
    async open(context) {
      const open = await provider.open(context);
      if (clock === undefined) {
        clock = context.clock;
        begin = clock.now();
        write(`${captureHeader(provider.transport)}\n`);
      }
      line('"open":true');
      const close = (reason: string): void => {
        line(`"close":${JSON.stringify(reason)}`);
      };
      return { ...open, transport: recorded(open.transport, line, close) as Transports[T] };
    },
    reading: (reading) => {
      line(`"reading":${encodeReading(reading)}`);
    },
  };
}

/** The transport with its stream and writes recorded. */
function recorded(
  target: Transports[CapturedTransport],
  line: (fields: string) => void,
  close: (reason: string) => void,
): Transports[CapturedTransport] {
  const write = async (bytes: Uint8Array, options?: { readonly signal?: AbortSignal }): Promise<void> => {
    line(`"out":"${toHex(bytes)}"`);
    await target.write(bytes, options);
  };
  const record = (source: Observable<Uint8Array>): Observable<Uint8Array> =>
    new Observable((subscriber) =>
      source.subscribe({
        next: (bytes) => {
          line(`"in":"${toHex(bytes)}"`);
          subscriber.next(bytes);
        },
        error: (thrown: unknown) => {
          close(thrown instanceof Error ? thrown.message : String(thrown));
          subscriber.error(thrown);
        },
        complete: () => {
          close("ended");
          subscriber.complete();
        },
      }),
    );
  if ("bytes$" in target) return { bytes$: record(target.bytes$), write };
  return {
    reports$: record(target.reports$),
    write,
    async getFeatureReport(id, length) {
      const report = await target.getFeatureReport(id, length);
      line(`"feature":${id},"in":"${toHex(report)}"`);
      return report;
    },
  };
}
