export type { InstallDisk } from "./disk.ts";
export { createInstallWriter, type InstallWriterOptions } from "./install-writer.ts";
