export { openBridge, type TcpOpener } from "./open-bridge.ts";
