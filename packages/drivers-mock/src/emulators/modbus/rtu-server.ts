import type { CancelTimer, Clock } from "@aisle/sdk";
import type { ByteConnection, ByteLine } from "../wire/devices.ts";
import { answerPdu, isWrite } from "./answer-pdu.ts";
import { hasCrc, withCrc } from "./crc.ts";
import { countAnswer, type ModbusServer, type ModbusUnits, noTraffic } from "./server.ts";

/** How a serial bus is served. */
export interface RtuServerOptions {
  readonly clock: Clock;
  /**
   * Milliseconds of silence that end a frame which is broken off, damaged, or of a function without a known length.
   * 50 unless told: far more than the 3.5 characters of the standard, since adapters, pseudo-terminals and device
   * servers deliver in lumps.
   */
  readonly gap?: number;
}

/** The longest frame (Modbus over serial line v1.02, section 2.3). */
const longestFrame = 256;

/**
 * Serves units over Modbus RTU (Modbus over serial line v1.02, section 2.5.1), on a serial path or through a device
 * server. A unit that is not there is silent; unit 0 is all of them, for writes only and without an answer; a damaged
 * frame, and everything until the next silence, is passed over.
 */
export function modbusRtuServer(units: ModbusUnits, { clock, gap = 50 }: RtuServerOptions): ModbusServer {
  const counters = noTraffic();

  const answer = (line: ByteLine, frame: Uint8Array): void => {
    counters.requests += 1;
    const number = frame[0]!;
    const pdu = frame.subarray(1, -2);
    if (number === 0) {
      if (!isWrite(pdu[0]!)) return;
      counters.broadcasts += 1;
      for (const unit of units.values()) answerPdu(unit, pdu);
      return;
    }
    const unit = units.get(number);
    if (unit === undefined) {
      counters.strangers += 1;
      return;
    }
    const said = answerPdu(unit, pdu);
    countAnswer(counters, said);
    line.send(withCrc(Uint8Array.of(number, ...said)));
  };

  const connect = (line: ByteLine): ByteConnection => {
    let rest: Uint8Array = new Uint8Array(0);
    /** What comes is passed over until there is silence. */
    let lost = false;
    let cancelSilence: CancelTimer | undefined;

    const onSilence = (): void => {
      cancelSilence = undefined;
      // Of a function whose length is not known, the silence tells the end.
      if (rest.length >= 4 && hasCrc(rest)) answer(line, rest);
      else if (rest.length > 0) counters.damaged += 1;
      rest = new Uint8Array(0);
      lost = false;
    };
    const take = (all: Uint8Array): Uint8Array => {
      let at = 0;
      for (;;) {
        const length = requestLength(all, at);
        if (length === undefined || all.length - at < length) {
          if (all.length - at <= longestFrame) return all.slice(at);
        } else {
          const frame = all.subarray(at, at + length);
          at += length;
          if (hasCrc(frame)) {
            answer(line, frame);
            continue;
          }
        }
        counters.damaged += 1;
        lost = true;
        return new Uint8Array(0);
      }
    };
    return {
      receive(bytes) {
        if (!lost) rest = take(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]));
        cancelSilence?.();
        cancelSilence = lost || rest.length > 0 ? clock.schedule(gap, onSilence) : undefined;
      },
      close() {
        cancelSilence?.();
        cancelSilence = undefined;
      },
    };
  };
  return { counters, connect };
}

/** Length of the request that begins at `at`, checksum included; nothing where it cannot be told yet, or at all. */
function requestLength(bytes: Uint8Array, at: number): number | undefined {
  const code = bytes[at + 1];
  if (code === undefined) return undefined;
  if (code >= 1 && code <= 6) return 8;
  const size = bytes[at + 6];
  return (code === 15 || code === 16) && size !== undefined ? 9 + size : undefined;
}
