import type { Clock, Direction, Random } from "@aisle/sdk";
import { modbusRtuServer, relayTurnstile } from "../modbus/index.ts";
import { turnstileBoard } from "../serial/index.ts";
import type { TurnstileHands } from "../turnstile/index.ts";
import type { ByteDevice, SaidByKind } from "../wire/index.ts";
import { byteWire } from "./byte-wire.ts";
import type { WirePart, WireProtocol } from "./wire.ts";

/** A little more than people are given, so that nobody is shut out by the time that the wire takes. */
const windowMs = 6_000;

/** Hears that a board has opened for one person; nothing where the simulation lets people in and tells the board. */
type OnAdmit = ((gate: string, direction: Direction) => void) | undefined;

/** A turnstile behind a Modbus relay module, unit 1 of an RTU bus. The way out is free by its build. */
export function relayGateWire(id: string, onAdmit: OnAdmit, clock: Clock, random: Random): WirePart {
  const turnstile = relayTurnstile({ clock, windowMs, freeOut: true });
  const server = modbusRtuServer(new Map([[1, turnstile]]), { clock });
  return gateWire(id, "modbus-rtu", turnstile, turnstile.said, server, onAdmit, { clock, random });
}

/** A turnstile with a board on a serial line. The way out is free. */
export function serialGateWire(id: string, onAdmit: OnAdmit, clock: Clock, random: Random): WirePart {
  const board = turnstileBoard({ clock, windowMs, mode: "free-out" });
  return gateWire(id, "serial", board, board.said, board, onAdmit, { clock, random });
}

function gateWire(
  id: string,
  protocol: WireProtocol,
  hands: TurnstileHands,
  said: SaidByKind,
  device: ByteDevice,
  onAdmit: OnAdmit,
  source: { readonly clock: Clock; readonly random: Random },
): WirePart {
  if (onAdmit !== undefined) hands.onAdmit((direction) => onAdmit(id, direction));
  let refused = 0;
  return byteWire({
    ...{ id, protocol, device },
    ...source,
    counted: () => ({ said: Object.fromEntries(said), refused }),
    say({ kind, reading }) {
      if (kind !== "turnstile") return;
      if (reading.type === "authorised" && onAdmit === undefined) {
        const { direction } = reading.data;
        // The host may have been quicker.
        if (!hands.mayPass(direction) && !hands.letPass(direction)) refused += 1;
      }
      // The board says itself when it opens and when nobody came; only what people do comes from them.
      if (reading.type !== "passage") return;
      const { phase, direction } = reading.data;
      if (phase === "started" && !hands.start(direction)) refused += 1;
      if (phase === "completed") hands.complete(direction);
    },
  });
}
