import type { Hub } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { Subscription } from "rxjs";

/**
 * The store's host app as far as its gates go: whoever scans a credential at a gate is admitted there, again for each
 * companion who is scanned in. It knows no members, so it lets everybody in; outcomes other than `done` are told
 * to `note`, never with the credential.
 */
export function admitMembers(hub: Hub, model: StoreModel, note: (text: string) => void): Subscription {
  const gateOf = new Map<string, string>();
  for (const gate of model.gates) if (gate.scanner !== undefined) gateOf.set(gate.scanner, gate.id);
  const lastScan = new Map<string, string>();

  return hub.readings$.subscribe((reading) => {
    if (reading.kind !== "barcode-scanner") return;
    const gate = gateOf.get(reading.device);
    if (gate === undefined) return;
    // A scan that arrives twice must not open the gate twice; a companion's scan has a time of its own.
    const key = `${reading.device}@${reading.at}`;
    if (lastScan.get(reading.device) === key) return;
    lastScan.set(reading.device, key);
    if (!hub.devices.has(gate)) {
      note(`${gate}: a member scanned, but the hub has no such turnstile`);
      return;
    }
    void admit(hub, gate, key, note);
  });
}

async function admit(hub: Hub, gate: string, key: string, note: (text: string) => void): Promise<void> {
  const result = await hub.device(gate, "turnstile").commands.admit({ direction: "in" }, { key });
  if (result.outcome === "done") return;
  const what = result.outcome === "refused" ? "refused to admit a member" : "may or may not have admitted a member";
  const mend = result.error.remedy === undefined ? "" : ` (${result.error.remedy})`;
  note(`${gate} ${what}: ${result.error.message}${mend}`);
}
