export type { SaidByKind, SaidCount } from "./audience.ts";
export type {
  ByteConnection,
  ByteDevice,
  ByteLine,
  HidConnection,
  HidDevice,
  HidLine,
  ModbusTable,
  ModbusUnit,
} from "./devices.ts";
export { type Amount, type FaultCounters, type FaultOptions, type WireFault, wireFaults } from "./fault-kinds.ts";
export { type FaultyDevice, type FaultyDeviceOptions, faultyDevice } from "./faulty-device.ts";
export { createMemoryNetwork, type MemoryNetwork, type MemoryNetworkOptions } from "./memory-network.ts";
export type { SerialLine, SerialLineOptions } from "./serial-line.ts";
export { type SerialServer, type ServeSerialPathOptions, serveSerialPath } from "./serve-serial-path.ts";
export { type ServeTcpOptions, serveTcp, type TcpServer } from "./serve-tcp.ts";
