export { discoverLocal } from "./discover-local.ts";
export { type HidDeviceInfo, type HidHandle, type HidLibrary, nodeHid } from "./hid-library.ts";
export { openLocal } from "./open-local.ts";
export { udevRule } from "./udev-rule.ts";
