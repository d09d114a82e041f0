export { emulate } from "./emulate.ts";
export { type EmulatorMessage, readEmulatorMessage } from "./messages.ts";
