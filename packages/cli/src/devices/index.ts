export { type ListedDevice, listDevices } from "./device-list.ts";
export { devices } from "./devices.ts";
export { type InspectedStore, inspectStore, probeStore, readSettings } from "./inspect-store.ts";
