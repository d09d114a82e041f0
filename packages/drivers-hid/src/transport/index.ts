export { createHidTransport, type HidTransportParts } from "./hid-transport.ts";
export { type HidDeviceInfo, type HidHandle, type HidLibrary, udevRule } from "./local/index.ts";
export type { HidSettings, UsbIdentity } from "./settings.ts";
