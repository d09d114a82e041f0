export { type Disk } from "./disk.ts";
export type { ListPorts, OpenPort, Port, PortEntry, PortListener, PortOptions } from "./port.ts";
export { createSerialTransport, type SerialTransportParts } from "./serial-transport.ts";
export { type SerialSettings } from "./settings.ts";
