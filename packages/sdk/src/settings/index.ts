export { DocumentError, type DocumentProblem } from "./document-error.ts";
export { type DocumentPath, formatPath } from "./document-path.ts";
export { readStoreSettings, type StoreSettings } from "./store-settings.ts";
