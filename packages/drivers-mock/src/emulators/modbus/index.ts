export { type LoadCellBoard, loadCellBoard } from "./load-cell-board.ts";
export { type RelayTurnstile, type RelayTurnstileOptions, relayTurnstile } from "./relay-turnstile.ts";
export { modbusRtuServer, type RtuServerOptions } from "./rtu-server.ts";
export type { ModbusCounters, ModbusServer, ModbusUnits } from "./server.ts";
export { modbusTcpServer } from "./tcp-server.ts";
