import type { Reading } from "@aisle/sdk";
import type { Gate } from "@aisle/sdk/store";
import type { GateItem } from "../../wire/index.ts";

/**
 * What a reading of a gate or of its scanner is on the wire: that something was scanned, never what. A scanner that
 * several gates share speaks for each of them. Empty for any other reading, and for passages that only begin.
 */
export function gateItems(reading: Reading, gates: readonly Gate[]): readonly GateItem[] {
  const { device, receivedAt: t } = reading;
  if (reading.kind === "barcode-scanner") {
    return gates
      .filter(({ scanner }) => scanner === device)
      .map(({ id }) => ({ k: "gate", t, gate: id, what: "scan" }));
  }
  if (reading.kind !== "turnstile" || !gates.some(({ id }) => id === device)) return [];
  const base = { k: "gate", t, gate: device } as const;
  switch (reading.type) {
    case "authorised":
      return [{ ...base, what: "authorised", direction: reading.data.direction }];
    case "passage": {
      const { phase, direction } = reading.data;
      return phase === "started" ? [] : [{ ...base, what: "passage", direction, phase }];
    }
    case "alarm":
      return [{ ...base, what: "alarm", alarm: reading.data.alarm, active: reading.data.active }];
    default:
      return [];
  }
}
