export {
  createMetadataParser,
  type MetadataDocument,
  type MetadataFrame,
  type MetadataParser,
} from "./metadata-parser.ts";
export type { PictureSize } from "./transformation.ts";
