/** What an enumeration knows of one top-level collection of one device; the same as node-hid's `Device`. */
export interface HidDeviceInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** One open device, as node-hid's `HIDAsync` has it. Reading begins with the listener of `data`; there may be one only. */
export interface HidHandle {
  on(event: "data", listener: (report: Uint8Array) => void): unknown;
  on(event: "error", listener: (thrown: unknown) => void): unknown;
  write(report: Buffer): Promise<number>;
  getFeatureReport(id: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The part of a HID library that the transport uses; a test gives its own. */
export interface HidLibrary {
  devices(): Promise<readonly HidDeviceInfo[]>;
  open(path: string): Promise<HidHandle>;
}

/** node-hid, loaded when it is first used. */
export const nodeHid: HidLibrary = {
  devices: async () => (await import("node-hid")).devicesAsync(),
  open: async (path) => (await import("node-hid")).HIDAsync.open(path),
};
