export { type DiscoveryOptions, discoverCameras } from "./discover-cameras.ts";
export type { OpenUdp, UdpOptions, UdpSocket } from "./udp.ts";
