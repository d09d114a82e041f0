export { createOnvifTransport, type OnvifTransportOptions } from "./create-onvif-transport.ts";
export type { HttpClient, HttpReply, HttpRequest, TlsOptions } from "./http/index.ts";
export type { OnvifEvent, OnvifProfile, OnvifTransport } from "./onvif-transport.ts";
export type { OnvifSettings } from "./settings.ts";
