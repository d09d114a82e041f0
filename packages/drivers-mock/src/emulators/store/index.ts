export {
  createEmulatedStore,
  type EmulatedStore,
  type EmulatedStoreOptions,
  type EmulatedStoreParts,
} from "./emulated-store.ts";
export { type PluggedStore, plugInMemory } from "./plug-in-memory.ts";
export { type ServedStore, type ServeStoreOptions, serveEmulatedStore } from "./serve-store.ts";
export type { EmulatedSettings } from "./store-settings.ts";
export type { EmulatedWire, FaultRequest, WireProtocol } from "./wire.ts";
