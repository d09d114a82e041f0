export { type MetadataSessionOptions, openMetadataSession } from "./open-metadata-session.ts";
export { rtspErrorCodes } from "./rtsp-errors.ts";
