import { nextTick } from "node:process";
import { type AisleError, type DeviceFacts, type OpenTransport, type TransportContext, toAisleError } from "@aisle/sdk";
import { Subject } from "rxjs";
import { checkFeature, checkReport } from "../checks.ts";
import { withDeadline } from "../deadline.ts";
import { ReportStream } from "../report-stream.ts";
import type { HidSettings } from "../settings.ts";
import type { HidDeviceInfo, HidHandle, HidLibrary } from "./hid-library.ts";
import { factsOf } from "./known-devices.ts";
import { callError, openError } from "./open-error.ts";
import { findPath, selectDevice } from "./select-device.ts";

/** How long letting go may take: the reading thread looks up every 50 ms, but a stuck write goes before it (ms). */
const closeWithin = 1_000;
/** How long the device has to answer with a feature report (ms). */
const featureWithin = 2_000;

/**
 * Opens a device of this computer. It is looked for anew each time, so one that was unplugged goes on wherever it is
 * plugged in again. Its loss is told by the read that is always under way, on all three platforms; enumerating for it
 * as well is not needed.
 */
export async function openLocal(
  library: HidLibrary,
  context: TransportContext<HidSettings>,
  platform: string,
): Promise<OpenTransport<"hid">> {
  const { settings, signal, clock } = context;
  let wanted: Partial<HidDeviceInfo> = settings.usb ?? (settings.path === undefined ? {} : { path: settings.path });
  const opening = async (): Promise<{ readonly handle: HidHandle; readonly facts: DeviceFacts }> => {
    const found = await find(library, settings);
    wanted = found;
    return { handle: await library.open(found.path), facts: factsOf(found) };
  };
  const opened = opening().catch((thrown: unknown) => {
    throw openError(thrown, wanted, platform);
  });
  const { handle, facts } = await withDeadline(opened, {
    clock,
    signal,
    what: "the opening of the HID device",
    late: (late) => {
      late.handle.on("error", () => undefined);
      late.handle.close().catch(() => undefined);
    },
  });
  return attach(handle, facts, context);
}

async function find(
  library: HidLibrary,
  { usb, path = "" }: HidSettings,
): Promise<Partial<HidDeviceInfo> & { readonly path: string }> {
  const devices = await library.devices();
  return usb === undefined ? { ...findPath(devices, path), path } : selectDevice(devices, usb);
}

async function attach(
  handle: HidHandle,
  facts: DeviceFacts,
  { clock, log }: TransportContext<HidSettings>,
): Promise<OpenTransport<"hid">> {
  const stream = new ReportStream(log);
  const lost = new Subject<AisleError>();
  const lose = (thrown: unknown): void => {
    lost.next(callError(thrown));
    lost.complete();
    stream.end();
  };
  handle.on("error", lose);
  // One listener for as long as it lives: a second one would end the process (node-hid throws outside any call).
  handle.on("data", (report) => {
    stream.push(Uint8Array.from(report));
  });
  // node-hid begins to read in the next tick, and throws there if the device has been closed meanwhile.
  await new Promise<void>((resolve) => {
    nextTick(resolve);
  });
  let closing: Promise<void> | undefined;
  const letGo = async (): Promise<void> => {
    stream.end();
    lost.complete();
    await withDeadline(handle.close(), { ms: closeWithin, clock, what: "the closing of the HID device" });
  };
  return {
    transport: {
      facts,
      reports$: stream.reports$,
      async write(report) {
        checkReport(report);
        await handle.write(Buffer.from(report)).catch(raise);
      },
      async getFeatureReport(id, length) {
        checkFeature(id, length);
        const asking = handle.getFeatureReport(id, length).catch(raise);
        return Uint8Array.from(await withDeadline(asking, { ms: featureWithin, clock, what: `feature report ${id}` }));
      },
    },
    lost$: lost,
    close: () => {
      // Whatever closing comes to, there is nothing left that somebody could do about it.
      closing ??= letGo().catch((thrown: unknown) => {
        log.debug(`A HID device did not close as it should: ${toAisleError(thrown).message}`);
      });
      return closing;
    },
  };
}

function raise(thrown: unknown): never {
  throw callError(thrown);
}
