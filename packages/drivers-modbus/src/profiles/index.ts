export { profileSetting } from "./profile-setting.ts";
export { coalesce, covers, offsetIn, placed, type Read, type Span, sizeOfReads } from "./spans.ts";
