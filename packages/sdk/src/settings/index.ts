export { checkDevices, type DeviceProblem, problemPath } from "./check-devices.ts";
export { DocumentError, type DocumentProblem } from "./document-error.ts";
export { type DocumentPath, formatPath } from "./document-path.ts";
export { type ReadSecretFile, secretFiles } from "./secret-files.ts";
export {
  type DriverChoice,
  type Installation,
  type Isolated,
  readStoreSettings,
  type StoreSettings,
  type StoreSettingsSources,
} from "./store-settings.ts";
