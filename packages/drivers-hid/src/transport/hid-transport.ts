import { defineTransport, type TransportProvider, tcp } from "@aisle/sdk";
import { openBridge, type TcpOpener } from "./bridge/index.ts";
import { discoverLocal, type HidLibrary, nodeHid, openLocal } from "./local/index.ts";
import { type HidSettings, hidSettings } from "./settings.ts";

/** What a `hid` transport is made of; each is the real thing unless told. */
export interface HidTransportParts {
  /** Who makes TCP connections, for `host` and `port`. */
  readonly tcp?: TcpOpener;
  /** The HID library; node-hid, loaded with the first device that is opened. */
  readonly hid?: HidLibrary;
  /** The platform as Node names it; only the remedies of errors depend on it. */
  readonly platform?: string;
}

/**
 * The `hid` transport: a USB HID device of this computer by vendor, product and serial number (`usb`) or by `path`, or
 * one at the other end of HID over TCP (`host`, `port`). Report ids come first in every report where the device uses
 * any, on every platform; what is written has its id first, 0 where the device uses none.
 *
 * Opening raises `device-gone`, `hid-ambiguous`, `hid-keyboard-wedge`, `permission-denied`, `device-busy`,
 * `hid-open-failed`, `hid-path-invalid`, `module-missing`, `aborted`; over TCP also what `tcp` raises, `timeout` and `hid-bridge-invalid`.
 */
export function createHidTransport(parts: HidTransportParts = {}): TransportProvider<"hid", HidSettings> {
  const { tcp: opener = tcp, hid = nodeHid, platform = process.platform } = parts;
  return defineTransport({
    transport: "hid",
    settings: hidSettings,
    open: (context) =>
      context.settings.host === undefined ? openLocal(hid, context, platform) : openBridge(opener, context),
    discover: (context) => discoverLocal(hid, context, platform),
  });
}
