/** How requests go over a line, and how long things take on it. */
export interface LineMode {
  /** With MBAP headers and transaction numbers rather than CRCs. */
  readonly tcp: boolean;
  /** Milliseconds of silence between frames; 0 over TCP. */
  readonly gap: number;
  /** Milliseconds that a byte takes on the line; 0 where that is not known, or nothing to speak of. */
  readonly byteMs: number;
  /** Milliseconds after a time-out in which a late answer could be mixed up with the next one; 0 over TCP. */
  readonly lateMs: number;
  /** Whether a line on which nobody answers is lost: a connection that may be half-open, not a serial port. */
  readonly mayBeHalfOpen: boolean;
}

/** No gap is shorter (ms): fixed for rates over 19200 baud (Modbus over Serial Line v1.02, section 2.5.1.1). */
const leastGapMs = 1.75;
/** A late answer is waited for this long at least (ms): a network between can hold one up, a line alone hardly. */
const leastLate = { network: 1_000, line: 250 };

const lateMsOf = (timeout: number, least: number): number => Math.max(least, 2 * timeout);

/** Modbus TCP: nothing to wait for, the transaction number tells late answers. */
export const tcpMode: LineMode = { tcp: true, gap: 0, byteMs: 0, lateMs: 0, mayBeHalfOpen: true };

/** RTU frames through a serial device server, which keeps the line's own gaps. */
export function rtuOverTcpMode(timeout: number, gap = leastGapMs): LineMode {
  return {
    tcp: false,
    gap: wholeMs(gap),
    byteMs: 0,
    lateMs: lateMsOf(timeout, leastLate.network),
    mayBeHalfOpen: true,
  };
}

/** What of a serial line's settings decides how long a character takes. */
export interface CharacterSettings {
  readonly baudRate: number;
  readonly dataBits: number;
  readonly parity: string;
  readonly stopBits: number;
}

/** RTU frames on a serial port: gaps of 3.5 characters, and time for the bytes on the line. */
export function rtuMode(timeout: number, line: CharacterSettings, gap?: number): LineMode {
  const bits = 1 + line.dataBits + (line.parity === "none" ? 0 : 1) + line.stopBits;
  const byteMs = (bits * 1_000) / line.baudRate;
  const quiet = gap ?? Math.max(leastGapMs, 3.5 * byteMs);
  return { tcp: false, gap: wholeMs(quiet), byteMs, lateMs: lateMsOf(timeout, leastLate.line), mayBeHalfOpen: false };
}

/** Node's timers cut fractions off, which would make a gap too short. */
const wholeMs = (ms: number): number => Math.ceil(ms);
