/** What a driver process has done, over all its lives. */
export interface ProcessCounters {
  /** How many times it was started. */
  starts: number;
  readings: number;
  batches: number;
  /** Readings that were dropped in it because the host did not keep up. */
  dropped: number;
}

/** A driver process at one moment. */
export interface ProcessHealth extends Readonly<ProcessCounters> {
  readonly name: string;
  readonly state: "stopped" | "starting" | "running" | "waiting";
  /** Its number with the operating system, while there is one. */
  readonly pid: number | undefined;
  /** All its memory in bytes, as it last said; 0 until then. */
  readonly rssBytes: number;
}
