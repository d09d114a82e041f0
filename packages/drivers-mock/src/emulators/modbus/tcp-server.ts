import type { ByteConnection, ByteLine } from "../wire/devices.ts";
import { answerPdu, exception, longestPdu } from "./answer-pdu.ts";
import { ModbusException } from "./exceptions.ts";
import { countAnswer, type ModbusServer, type ModbusUnits, noTraffic } from "./server.ts";

/** Transaction, protocol and length; the length counts what follows it: unit and PDU. */
const headerLength = 6;

/**
 * Serves units over Modbus TCP (Modbus Messaging on TCP/IP v1.0b, section 3.1). Requests of one connection are
 * answered in their order; a unit that is not there is answered for with exception 11, as a gateway does; a header
 * that is none ends the connection, since nobody knows where the next would begin.
 */
export function modbusTcpServer(units: ModbusUnits): ModbusServer {
  const counters = noTraffic();

  const answer = (line: ByteLine, frame: Uint8Array): void => {
    counters.requests += 1;
    const number = frame[headerLength]!;
    const pdu = frame.subarray(headerLength + 1);
    const unit = units.get(number);
    if (unit === undefined) counters.strangers += 1;
    const said = unit === undefined ? exception(pdu[0]!, ModbusException.TargetSilent) : answerPdu(unit, pdu);
    countAnswer(counters, said);
    const whole = new Uint8Array(headerLength + 1 + said.length);
    whole.set(frame.subarray(0, 2));
    whole[5] = said.length + 1;
    whole[6] = number;
    whole.set(said, headerLength + 1);
    line.send(whole);
  };

  const connect = (line: ByteLine): ByteConnection => {
    /** The beginning of a frame: never more than one. */
    let rest: Uint8Array = new Uint8Array(0);
    let open = true;
    return {
      receive(bytes) {
        if (!open) return;
        const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
        let at = 0;
        while (all.length - at >= headerLength) {
          const length = (all[at + 4]! << 8) | all[at + 5]!;
          if (all[at + 2] !== 0 || all[at + 3] !== 0 || length < 2 || length > longestPdu + 1) {
            counters.damaged += 1;
            open = false;
            line.hangUp();
            return;
          }
          const next = at + headerLength + length;
          if (all.length < next) break;
          answer(line, all.subarray(at, next));
          at = next;
        }
        rest = all.slice(at);
      },
      close() {
        open = false;
      },
    };
  };
  return { counters, connect };
}
