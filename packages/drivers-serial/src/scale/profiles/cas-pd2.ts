import { frames, PlateFlag } from "@aisle/sdk";
import { map, pipe } from "rxjs";
import type { ScaleMessage, ScaleProfile } from "../profile.ts";
import { toGrams } from "../units.ts";

const [soh, stx, etx, eot, enq, ack, dc1, nak] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x11, 0x15];
/** SOH STX status sign, six digits, unit of two, BCC ETX EOT. */
const size = 15;

/**
 * CAS PD-II and SW-II, the weight by ENQ and DC1 (CAS SW-II Owner's Manual, "RS-232C Protocol"; Ohaus Aviator 7000
 * Service Manual 6.1.1.4, format 1, which is the same). The BCC is the exclusive or from the status to the unit. It is
 * answered only when asked, and cannot be told to tare or zero.
 */
export const casPd2: ScaleProfile = {
  poll: [
    { send: String.fromCharCode(enq), until: "ready" },
    { send: String.fromCharCode(dc1), until: "sample" },
  ],
  commands: {},
  parse: () =>
    pipe(
      frames({ header: 1, length: ([first]) => lengths.get(first ?? 0), check: isWhole, mayBecome }),
      map(toMessage),
    ),
};

const lengths: ReadonlyMap<number, number> = new Map([
  [soh, size],
  [ack, 1],
  [nak, 1],
]);

function isWhole(frame: Uint8Array): boolean {
  if (frame.length === 1) return true;
  const check = frame.subarray(2, 12).reduce((sum, byte) => sum ^ byte, 0);
  return mayBecome(frame) && frame[12] === check && frame[13] === etx && frame[14] === eot;
}

/** So far as it has come: STX, then text. Else an SOH of noise would hold up a dozen answers of one byte. */
function mayBecome(begin: Uint8Array): boolean {
  return (begin[1] ?? stx) === stx && begin.subarray(2, 12).every((byte) => byte >= 0x20 && byte <= 0x7e);
}

function toMessage(frame: Uint8Array): ScaleMessage {
  if (frame[0] === ack) return { type: "ready" };
  if (frame[0] === nak) return { type: "refused", why: "it has no weight to give now" };
  const text = String.fromCharCode(...frame.subarray(2, 12));
  const found = /^([SUF])([ F-])([ \d.]{6})(kg|lb|oz| g|g )$/i.exec(text);
  if (found === null) return { type: "noise", why: "a frame that CAS does not have" };
  const [, state = "", sign, value = "", unit = ""] = found;
  if (state.toUpperCase() === "F" || sign === "F") return { type: "sample", grams: Number.NaN, flags: PlateFlag.Over };
  const grams = toGrams(value, unit);
  if (grams === undefined) return { type: "noise", why: "a weight that is no number of g, kg, lb or oz" };
  const flags = state.toUpperCase() === "S" ? PlateFlag.Stable : 0;
  return { type: "sample", grams: sign === "-" ? -grams : grams, flags };
}
