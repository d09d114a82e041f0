import { boardFrame } from "../../src/index.ts";

/** A status of a board at rest. */
export function statusFrame({
  flags = 1,
  mode = 0,
  counts = [10, 7],
  event = 0,
}: {
  readonly flags?: number;
  readonly mode?: number;
  readonly counts?: readonly [number, number];
  readonly event?: number;
} = {}): Uint8Array {
  const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
  return boardFrame(1, 0x30, [flags, mode, ...word(counts[0]), ...word(counts[1]), event >> 8, event & 0xff]);
}

/** An event: 1 authorised, 2 started, 3 completed, 4 timed-out, 5 reverted, 6 forced; 0 in, 1 out. */
export function eventFrame(code: number, direction: number, number: number): Uint8Array {
  return boardFrame(1, 0x40, [code, direction, number >> 8, number & 0xff]);
}

/** An alarm: 1 fire, 2 tamper, 3 fault. */
export function alarmFrame(kind: number, active: boolean, number: number): Uint8Array {
  return boardFrame(1, 0x41, [kind, active ? 1 : 0, number >> 8, number & 0xff]);
}

/** What a board at rest answers. */
export function boardAnswer(written: Uint8Array): Uint8Array | undefined {
  const [, address = 0, command, , ...data] = written;
  if (address !== 1) return undefined;
  if (command === 0x30) return statusFrame();
  if (command === 0x31) return boardFrame(1, 0x31, [0, data[1] ?? 0, data[2] ?? 0]);
  return command === 0x32 ? boardFrame(1, 0x32, [0]) : undefined;
}
