import { onvifCamera } from "./camera/index.ts";
import { createOnvifTransport } from "./transport/index.ts";

export type { DiscoveryOptions, OpenUdp, UdpOptions, UdpSocket } from "./discovery/index.ts";
export { onvifErrorCodes } from "./error-codes.ts";
export {
  createOnvifTransport,
  type HttpClient,
  type HttpReply,
  type HttpRequest,
  type OnvifEvent,
  type OnvifProfile,
  type OnvifSettings,
  type OnvifTransport,
  type OnvifTransportOptions,
  type TlsOptions,
} from "./transport/index.ts";

export { onvifCamera };

/** The `onvif` transport with its defaults. */
export const onvif = createOnvifTransport();

/** What the plugin loader takes: the transport and the driver. */
export default [onvif, onvifCamera];
