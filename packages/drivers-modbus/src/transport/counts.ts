/** What has happened on one bus since it was opened. */
export interface ModbusCounts {
  /** Requests put on the wire. */
  readonly sent: number;
  /** Answers that were taken, exceptions included. */
  readonly answered: number;
  /** Answers that were exceptions. */
  readonly exceptions: number;
  /** Requests on the wire that nobody answered in time. */
  readonly timeouts: number;
  /** Requests that were answered together with another one, by one read. */
  readonly merged: number;
  /** Bytes that came and were nobody's answer: noise, and answers that were late, double or of another unit. */
  readonly droppedBytes: number;
}

/** The same, to count in. */
export type Counting = { -readonly [K in keyof ModbusCounts]: number };

export const noCounts = (): Counting => ({
  sent: 0,
  answered: 0,
  exceptions: 0,
  timeouts: 0,
  merged: 0,
  droppedBytes: 0,
});
