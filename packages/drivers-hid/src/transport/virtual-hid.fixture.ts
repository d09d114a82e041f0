import type { HidDeviceInfo, HidHandle, HidLibrary } from "./local/index.ts";

/** A handle under a test's hand. */
export class VirtualHandle implements HidHandle {
  readonly written: Buffer[] = [];
  readonly features = new Map<number, Uint8Array>();
  closed = 0;
  /** Closing, writing and asking never come to an end. */
  stuck = false;
  #data: ((report: Uint8Array) => void)[] = [];
  #error: ((thrown: unknown) => void)[] = [];

  on(event: "data" | "error", listener: (value: never) => void): this {
    if (event === "data") this.#data.push(listener as (report: Uint8Array) => void);
    else this.#error.push(listener as (thrown: unknown) => void);
    return this;
  }

  get dataListeners(): number {
    return this.#data.length;
  }

  /** The device sends this; the buffer is written over at once, as a library may do. */
  send(report: Uint8Array): void {
    const buffer = Uint8Array.from(report);
    for (const listener of this.#data) listener(buffer);
    buffer.fill(0xee);
  }

  /** The read under way fails with this. */
  fail(thrown: unknown): void {
    for (const listener of this.#error) listener(thrown);
  }

  async write(report: Buffer): Promise<number> {
    if (this.stuck) await new Promise(() => undefined);
    if (this.closed > 0) throw new TypeError("device has been closed");
    this.written.push(Buffer.from(report));
    return report.length;
  }

  async getFeatureReport(id: number, length: number): Promise<Uint8Array> {
    if (this.stuck) await new Promise(() => undefined);
    const report = this.features.get(id);
    if (report === undefined)
      throw new Error("could not get feature report from device: ioctl (GFEATURE): Broken pipe");
    return report.slice(0, length);
  }

  async close(): Promise<void> {
    this.closed += 1;
    if (this.stuck) await new Promise(() => undefined);
    if (this.closed > 1) throw new TypeError("device is already closed");
  }
}

/** A computer's HID devices under a test's hand. */
export class VirtualHid implements HidLibrary {
  /** What an enumeration gives. */
  plugged: HidDeviceInfo[] = [];
  /** What opening throws, if anything. */
  refusal: unknown;
  /** Every handle that was opened, oldest first. */
  readonly handles: VirtualHandle[] = [];
  readonly opened: string[] = [];

  async devices(): Promise<readonly HidDeviceInfo[]> {
    return this.plugged;
  }

  async open(path: string): Promise<HidHandle> {
    if (this.refusal !== undefined) throw this.refusal;
    this.opened.push(path);
    const handle = new VirtualHandle();
    this.handles.push(handle);
    return handle;
  }

  get last(): VirtualHandle {
    return this.handles.at(-1)!;
  }

  /** All devices are pulled out. */
  unplug(): void {
    this.plugged = [];
    for (const handle of this.handles) handle.fail("could not read from HID device: device disconnected");
  }
}

/** A scanner as it is listed. */
export const scannerInfo: HidDeviceInfo = {
  vendorId: 0x0c2e,
  productId: 0x0b87,
  path: "/dev/hidraw0",
  serialNumber: "S-1",
  manufacturer: "Acme",
  product: "Scanner",
  usagePage: 0x8c,
  usage: 2,
};
