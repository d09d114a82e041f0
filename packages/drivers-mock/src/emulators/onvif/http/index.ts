export { createAccessCheck, type Keys } from "./access.ts";
export { createHttpServer } from "./http-server.ts";
export { createHttpWire } from "./http-wire.ts";
export { longestBody, type OnvifHttpRequest, type OnvifHttpResponse } from "./messages.ts";
export { createSoapEndpoint } from "./soap-endpoint.ts";
