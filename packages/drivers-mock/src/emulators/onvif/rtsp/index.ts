export { createRtspServer, type RtspServer } from "./rtsp-server.ts";
