import { frames } from "@aisle/sdk";
import type { OperatorFunction } from "rxjs";

/*
 * Profile `framed-board`: 0x02, address, command, length of the data (0–32), data, BCC (exclusive or from the address to
 * the last byte of data), 0x03.
 */
const [stx, etx] = [0x02, 0x03];
const around = 6;
const longestData = 32;

/** The commands, and how many bytes of data the board sends with each. */
const lengths: ReadonlyMap<number, number> = new Map([
  [0x30, 12],
  [0x31, 3],
  [0x32, 1],
  [0x40, 4],
  [0x41, 4],
]);

/** A whole frame for the board. */
export function boardFrame(address: number, command: number, data: readonly number[] = []): Uint8Array {
  const body = [address, command, data.length, ...data];
  return Uint8Array.from([stx, ...body, body.reduce((check, byte) => check ^ byte, 0), etx]);
}

/** The whole and right frames that a board sends, of any address. */
export function boardFrames(): OperatorFunction<Uint8Array, Uint8Array> {
  return frames({
    start: [stx],
    header: 4,
    longest: around + longestData,
    // The length goes with the command: so noise that looks like a begin holds up nothing for long.
    length: ([, , command = 0, length]) =>
      lengths.get(command) === length && length !== undefined ? around + length : undefined,
    check: (frame) => {
      const check = frame.subarray(1, -2).reduce((sum, byte) => sum ^ byte, 0);
      return frame.at(-1) === etx && frame.at(-2) === check;
    },
  });
}
