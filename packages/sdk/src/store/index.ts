export * from "../settings/index.ts";
export { gtin14 } from "./gtin.ts";
export type * from "./model.ts";
export {
  parseStoreFile,
  parseStoreModel,
  readStoreFile,
  readStoreModel,
  type StoreFile,
  type ValueOrigin,
} from "./read-store.ts";
