export {
  type DeviceProposal,
  type DiscoverDevicesOptions,
  type DiscoveredDevice,
  type DiscoveredDevices,
  discoverDevices,
} from "./devices/discover-devices.ts";
export { matchFingerprint } from "./devices/match-fingerprint.ts";
export { nodePluginFiles } from "./files/node-plugin-files.ts";
export type { FolderEntry, PluginFiles } from "./files/plugin-files.ts";
export type { FoundPlugin, PluginCandidate, RefusedPlugin } from "./finding/candidate.ts";
export { type DiscoverPluginsOptions, discoverPlugins, type PluginPlace } from "./finding/discover-plugins.ts";
export { isIntegrity, pluginIntegrity } from "./loading/integrity.ts";
export type { IsolatePlugin, PluginToIsolate } from "./loading/isolate.ts";
export { type LoadedPlugins, type LoadPluginsOptions, loadPlugins } from "./loading/load-plugins.ts";
export type { PluginHost } from "./loading/plugin-host.ts";
export type { PluginOutcome, PluginReport, PluginStory } from "./loading/plugin-report.ts";
export { sdkVersion } from "./loading/sdk-version.ts";
export type { Fingerprint } from "./manifest/fingerprint-schema.ts";
export {
  type DriverManifest,
  type PluginManifest,
  pluginManifest,
  type TransportManifest,
} from "./manifest/manifest.ts";
export { type PackageFacts, readPluginManifest } from "./manifest/read-manifest.ts";
