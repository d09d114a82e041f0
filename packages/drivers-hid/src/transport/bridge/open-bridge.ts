import {
  AisleError,
  type CancelTimer,
  type DeviceFacts,
  isAisleError,
  type OpenTransport,
  type TransportContext,
  type tcp,
  toAisleError,
} from "@aisle/sdk";
import { Subject } from "rxjs";
import { checkFeature, checkReport } from "../checks.ts";
import { withDeadline } from "../deadline.ts";
import { ReportStream } from "../report-stream.ts";
import type { HidSettings } from "../settings.ts";
import { FeatureRequests } from "./feature-requests.ts";
import { readHello } from "./hello.ts";
import { encodeMessage, invalid, kinds, MessageReader } from "./messages.ts";

/** Who makes TCP connections: the sdk's own provider unless told. */
export type TcpOpener = { readonly open: (typeof tcp)["open"] };

const noHello = "Check host and port; is a HID bridge there, and is the device plugged into it?";

/** A message that has begun is whole within this, or what began was none (ms). */
const wholeWithin = 2_000;

/** Opens a device at the other end of HID over TCP, and waits until it has said what it is. */
export async function openBridge(
  opener: TcpOpener,
  context: TransportContext<HidSettings>,
): Promise<OpenTransport<"hid">> {
  const { settings, signal, clock, log } = context;
  const { host = "", port = 0, connectTimeout } = settings;
  const connection = await opener.open({ settings: { host, port, connectTimeout }, signal, clock, log });
  const stream = new ReportStream(log);
  const features = new FeatureRequests(clock);
  const reader = new MessageReader();
  const lost = new Subject<AisleError>();
  let ended = false;
  let cancelWait: CancelTimer | undefined;
  let greet: (facts: DeviceFacts) => void = () => undefined;
  let refuse: (error: AisleError) => void = () => undefined;
  const greeting = new Promise<DeviceFacts>((resolve, reject) => {
    greet = resolve;
    refuse = reject;
  });
  const end = (error?: AisleError): void => {
    if (ended) return;
    ended = true;
    cancelWait?.();
    refuse(error ?? gone(noHello));
    features.end(error ?? gone());
    lost.next(error ?? gone());
    lost.complete();
    stream.end();
  };
  let greeted = false;
  const take = (kind: number, payload: Uint8Array): void => {
    if (kind === kinds.hello) {
      if (greeted) throw invalid("a second hello");
      greeted = true;
      greet(readHello(payload));
    } else if (!greeted) throw invalid("a report before its hello");
    else if (payload.length === 0) throw invalid("an empty report");
    else if (kind === kinds.input) stream.push(payload);
    else if (payload.length < 2) throw invalid("an answer without its outcome");
    else features.answered(payload[0]!, payload[1] === 1 ? payload.slice(2) : undefined);
  };
  const subscription = connection.transport.bytes$.subscribe({
    next: (bytes) => {
      if (ended) return;
      try {
        for (const { kind, payload } of reader.read(bytes)) {
          cancelWait?.();
          cancelWait = undefined;
          take(kind, payload);
        }
        if (reader.isWaiting) {
          cancelWait ??= clock.schedule(wholeWithin, () => {
            end(invalid("the begin of a message and never its end"));
          });
        }
      } catch (thrown) {
        end(toAisleError(thrown));
      }
    },
    error: (thrown: unknown) => {
      end(toAisleError(thrown));
    },
    complete: () => {
      end();
    },
  });
  subscription.add(
    connection.lost$?.subscribe({
      next: (cause) => {
        end(cause === undefined ? undefined : toAisleError(cause));
      },
      error: (thrown: unknown) => {
        end(toAisleError(thrown));
      },
    }),
  );
  const close = async (): Promise<void> => {
    ended = true;
    cancelWait?.();
    features.end(gone());
    subscription.unsubscribe();
    lost.complete();
    stream.end();
    await connection.close();
  };
  try {
    const facts = await withDeadline(greeting, {
      ms: connectTimeout,
      clock,
      signal,
      what: `a HID device's hello at ${host}:${port}`,
      remedy: noHello,
    });
    const send = async (kind: number, payload: Uint8Array): Promise<void> => {
      if (ended) throw gone();
      await connection.transport.write(encodeMessage(kind, payload));
    };
    return {
      transport: {
        facts,
        reports$: stream.reports$,
        async write(report) {
          checkReport(report);
          await send(kinds.output, report);
        },
        async getFeatureReport(id, length) {
          checkFeature(id, length);
          const asking = Uint8Array.of(id, length >> 8, length & 0xff);
          return (await features.ask(id, () => send(kinds.getFeature, asking))).slice(0, length);
        },
      },
      lost$: lost,
      close,
    };
  } catch (thrown) {
    await close();
    throw isAisleError(thrown) ? thrown : toAisleError(thrown);
  }
}

function gone(remedy = "Check that the bridge or emulator runs and that the device is plugged into it."): AisleError {
  return new AisleError("device-gone", "The other side of HID over TCP ended the connection.", {
    category: "transport",
    retryable: true,
    remedy,
  });
}
