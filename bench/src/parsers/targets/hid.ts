import { createHidTransport, type HidSettings, type ScannerProfile, scannerProfiles } from "@aisle/drivers-hid";
import { type Random, silentLogger, VirtualClock } from "@aisle/sdk";
import { ReplaySubject } from "rxjs";
import { scaleReport } from "../../../../packages/drivers-hid/src/scale/reports.fixture.ts";
import { weights } from "../../../../packages/drivers-hid/src/scale/weight-stream.ts";
import { aimReports, newlandReport } from "../../../../packages/drivers-hid/src/scanner/reports.fixture.ts";
import { scans } from "../../../../packages/drivers-hid/src/scanner/scan-reader.ts";
import { joined } from "../mutate.ts";
import { collector, type Exchange, oneOf, type Parser, type Target, utf8 } from "../target.ts";
import { operatorParser, target } from "./sdk.ts";

const long = "X".repeat(130);
/** A layout of somebody's own: no AIM identifier, no maker's code, no flag. */
const own: ScannerProfile = { layout: { reportId: 5, bytes: 12, lengthAt: 1, dataAt: 2, dataBytes: 10 } };
const layouts: Readonly<Record<string, readonly [ScannerProfile, readonly (readonly Uint8Array[])[]]>> = {
  "aim-64": [
    scannerProfiles["aim-64"],
    [aimReports("]Q1", "MEMBER-1"), aimReports("]d2", long), aimReports("]E0", "96385074")],
  ],
  "newland-64": [
    scannerProfiles["newland-64"],
    [
      [newlandReport({ data: "]Q1MEMBER-1" })],
      [newlandReport({ data: "]Q1AAAA", code: 115, more: true }), newlandReport({ data: "BBBB", code: 115 })],
    ],
  ],
  own: [own, [[Uint8Array.from([5, 3, 0x31, 0x32, 0x33, 0, 0, 0, 0, 0, 0, 0])]]],
};

const scannerTargets = Object.entries(layouts).map(([name, [profile, exchanges]]) =>
  target(`hid scanner, ${name}`, false, exchanges, (known) => {
    const clock = new VirtualClock();
    const pause = (): void => {
      clock.advanceTo(clock.now() + 500);
    };
    const options = { profile, symbologies: {}, prefix: "", suffix: "" };
    return operatorParser(scans(options, { clock, partTimeout: 1_000, dropped: () => undefined }), known, { pause });
  }),
);

const scaleReports = [scaleReport(4, 2, 0, 1_234), scaleReport(3, 3, -3, 500), scaleReport(5), scaleReport(1)];

const message = (kind: number, payload: Uint8Array): Uint8Array =>
  joined(Uint8Array.of((payload.length + 1) >> 8, (payload.length + 1) & 0xff, kind), payload);
const hello = message(
  5,
  utf8(JSON.stringify({ usbVendorId: 1, usbProductId: 2, product: "Scanner", hidUsagePage: 0x8c })),
);
const inputs = [...aimReports("]Q1", "MEMBER-1"), ...scaleReports].map((report) => message(1, report));
const settings = { host: "none", port: 1, connectTimeout: 1_000 } as HidSettings;

/** Reports over HID over TCP. Where the transport ends the connection, as the hub would it is opened again. */
async function openBridge(): Promise<Parser> {
  const clock = new VirtualClock();
  const { add, take } = collector();
  let line = new ReplaySubject<Uint8Array>(1);
  let ended = false;
  let close: () => unknown = () => undefined;
  const open = async (): Promise<void> => {
    ended = false;
    line = new ReplaySubject(1);
    line.next(hello);
    const transport = { bytes$: line, write: () => Promise.resolve() };
    const tcp = { open: () => ({ transport, close: () => undefined }) };
    const context = { settings, signal: new AbortController().signal, clock, log: silentLogger };
    const opened = await createHidTransport({ tcp }).open(context);
    close = () => opened.close();
    opened.transport.reports$.subscribe(add);
    opened.lost$?.subscribe(() => {
      ended = true;
    });
    // What came before anybody listened is told a little later.
    await Promise.resolve();
  };
  const renew = async (): Promise<void> => {
    await close();
    await open();
  };
  await open();
  return {
    next: (random: Random): Exchange => {
      const frame = oneOf(inputs, random);
      return { frames: [frame], says: [JSON.stringify(Buffer.from(frame.subarray(3)).toString("hex"))] };
    },
    push: (bytes) => {
      if (!ended) line.next(bytes.slice());
    },
    async settle() {
      if (ended) await renew();
    },
    renew,
    take,
    stop: () => void close(),
  };
}

/** The hello alone: each opens a connection, which has to end well or in an error. */
function openHello(): Parser {
  const { add, take } = collector();
  let parts: Uint8Array[] = [];
  return {
    next: () => ({
      frames: [hello],
      says: ['{"usbVendorId":1,"usbProductId":2,"product":"Scanner","hidUsagePage":140}'],
    }),
    push: (bytes) => {
      parts.push(bytes.slice());
    },
    async settle() {
      const clock = new VirtualClock();
      const line = new ReplaySubject<Uint8Array>();
      for (const part of parts) line.next(part);
      parts = [];
      const tcp = {
        open: () => ({ transport: { bytes$: line, write: () => Promise.resolve() }, close: () => undefined }),
      };
      const context = { settings, signal: new AbortController().signal, clock, log: silentLogger };
      const progress = { done: false };
      const greet = async (): Promise<void> => {
        try {
          const { transport, close } = await createHidTransport({ tcp }).open(context);
          add(transport.facts);
          await close();
        } catch {
          // What is no hello is refused.
        }
        progress.done = true;
      };
      const opening = greet();
      for (let turns = 0; turns < 12 && !progress.done; turns += 1) await Promise.resolve();
      clock.advanceTo(1_000);
      await opening;
    },
    take,
  };
}

/** Everything of HID. */
export const hidTargets: readonly Target[] = [
  ...scannerTargets,
  target(
    "hid scale",
    false,
    scaleReports.map((report) => [report]),
    (known) => operatorParser(weights(3, { weighed: () => [], dropped: () => undefined }), known),
  ),
  { name: "hid over tcp, reports", stream: true, changes: "bytes", swallows: 4_098 + 67, open: openBridge },
  { name: "hid over tcp, hello", stream: true, changes: "bytes", open: openHello },
];
