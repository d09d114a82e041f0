import type { ByteDevice, ByteLine, HidDevice } from "../wire/devices.ts";

/** Kinds of messages. */
const Kind = { input: 0x01, output: 0x02, getFeature: 0x03, feature: 0x04, hello: 0x05 } as const;
/** The longest message, its kind included. */
const longest = 4_096;
const headLength = 2;

/**
 * A HID device as a device of bytes, so that it can be reached over TCP. Messages both ways: length (uint16, big-endian,
 * of what follows), kind, payload. Device to host: 0x05 once, its facts as JSON; 0x01 an input report; 0x04 a feature
 * report: id, 1 or 0 for whether there is one, the report. Host to device: 0x02 an output report; 0x03 asks for a
 * feature report: id, length (uint16, big-endian). A length of 0 or over 4096, and any other message, ends the
 * connection.
 */
export function hidOverBytes(device: HidDevice): ByteDevice {
  return {
    connect(line) {
      let rest: Uint8Array = new Uint8Array(0);
      let open = true;
      send(line, Kind.hello, new TextEncoder().encode(JSON.stringify(device.facts)));
      const connection = device.connect({
        send: (report) => {
          if (open) send(line, Kind.input, report);
        },
      });
      /** Whether it is a message that a host may send. */
      const take = (message: Uint8Array): boolean => {
        const payload = message.slice(1);
        if (message[0] === Kind.output && payload.length > 0) {
          connection.receive(payload);
          return true;
        }
        if (message[0] !== Kind.getFeature || payload.length !== 3) return false;
        const report = connection.feature(payload[0]!, (payload[1]! << 8) | payload[2]!);
        send(line, Kind.feature, Uint8Array.of(payload[0]!, report === undefined ? 0 : 1, ...(report ?? [])));
        return true;
      };
      return {
        receive(bytes) {
          if (!open) return;
          const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
          let at = 0;
          while (all.length - at >= headLength) {
            const length = (all[at]! << 8) | all[at + 1]!;
            const next = at + headLength + length;
            const kind = all[at + headLength];
            const known = kind === undefined || kind === Kind.output || (kind === Kind.getFeature && length === 4);
            const whole = length > 0 && length <= longest && known;
            if (whole && all.length < next) break;
            if (!whole || !take(all.subarray(at + headLength, next))) {
              open = false;
              line.hangUp();
              return;
            }
            at = next;
          }
          rest = all.slice(at);
        },
        close() {
          open = false;
          connection.close();
        },
      };
    },
  };
}

function send(line: ByteLine, kind: number, payload: Uint8Array): void {
  const length = payload.length + 1;
  line.send(Uint8Array.of(length >> 8, length & 0xff, kind, ...payload));
}
