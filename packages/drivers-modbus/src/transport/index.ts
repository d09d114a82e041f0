export type { ModbusBusTransport } from "./bus-transport.ts";
export type { ModbusCounts } from "./counts.ts";
export { createModbusTransport, type ModbusTransportParts, modbus } from "./modbus-transport.ts";
export type { OpenSerial } from "./serial-line.ts";
export type { ModbusSettings, RtuSettings } from "./settings.ts";
