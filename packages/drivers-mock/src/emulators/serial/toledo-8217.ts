import type { ByteConnection } from "../wire/devices.ts";
import type { ScaleSession } from "./mt-sics.ts";

const gramsPerKilogram = 1_000;

/**
 * One connection of a scale that speaks the Toledo 8217 protocol in kilograms (Mettler-Toledo, service manuals of
 * checkout scales, "8217 protocol"): `W` is answered with STX, the weight as `WW.WWW`, an `N` where it is net, and CR;
 * and in motion, below zero or over capacity with STX, `?`, a status byte and CR. `Z`, `T`, `T` with five digits (each
 * with a CR), `C`, `A` and `B` as there. Other bytes are passed over.
 *
 * Status byte: bit 0 motion, 1 over capacity, 2 under zero, 3 outside the range of zero, 4 centre of zero, 5 net;
 * bit 6 is always 1. The parity that a real line adds is the line's.
 */
export function toledo8217Session({ weighing, say }: ScaleSession): ByteConnection {
  /** Digits after a `T` that no CR has ended yet. */
  let tareDigits: string | undefined;

  const status = (): number =>
    0x40 |
    (weighing.stable ? 0 : 1) |
    (weighing.range === "over" ? 2 : 0) |
    (weighing.net < 0 ? 4 : 0) |
    (weighing.zeroable ? 0 : 8) |
    (weighing.gross === 0 ? 16 : 0) |
    (weighing.tare > 0 ? 32 : 0);
  const sayStatus = (byte = status()): void => {
    say("status", `\u0002?${String.fromCharCode(byte)}\r`);
  };
  const sayWeight = (): void => {
    const { stable, range, net, tare } = weighing;
    if (!stable || range !== "within" || net < 0) {
      sayStatus();
      return;
    }
    const text = weighing.show(net, gramsPerKilogram).padStart(6, "0");
    say("weight", `\u0002${text}${tare > 0 ? "N" : ""}\r`);
  };
  const tare = (digits: string): void => {
    if (digits.length === 5) weighing.setTare(Number(digits));
    else if (digits === "" && weighing.stable && weighing.gross > 0) weighing.setTare(weighing.gross);
    sayStatus();
  };

  const run = (command: string): void => {
    if (command === "W") sayWeight();
    else if (command === "Z") {
      if (weighing.stable && weighing.zeroable && weighing.tare === 0) weighing.zero();
      sayStatus();
    } else if (command === "T") tareDigits = "";
    else if (command === "C") {
      if (weighing.stable) weighing.setTare(0);
      sayStatus();
    } else if (command === "A") say("answer", "\u0002\r");
    else if (command === "B") sayStatus(0x40);
  };

  return {
    receive(bytes) {
      for (const byte of bytes) {
        const letter = String.fromCharCode(byte);
        if (tareDigits === undefined) run(letter);
        else if (/\d/.test(letter) && tareDigits.length < 5) tareDigits += letter;
        else {
          const digits = tareDigits;
          tareDigits = undefined;
          if (letter === "\r") tare(digits);
          else run(letter);
        }
      }
    },
    close: () => undefined,
  };
}
