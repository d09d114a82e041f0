import { planFaults } from "./wire-soak/plan-faults.ts";
import { createEmulatedStore } from "@aisle/drivers-mock/emulators";
import { VirtualClock, seededRandom } from "@aisle/sdk";
const s = createEmulatedStore({ simulation: { seed: 2 }, clock: new VirtualClock(Date.UTC(2026,0,5,8)), random: seededRandom(2) });
for (const f of planFaults(s.wires, { count: 150, span: 0.15*3600000 - 40000, seed: 3 })) if (f.request.wire === "scanner-2") console.log((f.after+10000)/1000, JSON.stringify(f.request));
