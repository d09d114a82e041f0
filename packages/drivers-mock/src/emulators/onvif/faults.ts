/** What the HTTP wire of an emulated camera does: `unplugged` refuses, `half-open` swallows and never answers. */
export type HttpWire = "up" | "unplugged" | "half-open";

/** Faults of an emulated camera, each until it is taken back. */
export interface OnvifFaults {
  /** Sets the camera's clock off by so many milliseconds; its frames, events and answers carry that time. */
  wrongClock(offsetMs: number): void;
  /** Answers everything with 401, over HTTP and RTSP. */
  unauthorised(active: boolean): void;
  /** Lets every answer wait so many milliseconds, over HTTP and RTSP. */
  slow(ms: number): void;
  /** Sends no frames; sessions stay open. */
  stopFrames(active: boolean): void;
  /** Ends every subscription at once, as a restart of the camera's event service does. */
  expireSubscriptions(): void;
  /** Sets what the HTTP wire does. Whatever is under way is cut when it is no longer `up`. */
  httpWire(state: HttpWire): void;
}

/** The faults as the parts of the camera see them. */
export interface FaultState {
  clockOffsetMs: number;
  unauthorised: boolean;
  slowMs: number;
  framesStopped: boolean;
  wire: HttpWire;
}

/** No fault at all. */
export function createFaultState(): FaultState {
  return { clockOffsetMs: 0, unauthorised: false, slowMs: 0, framesStopped: false, wire: "up" };
}
