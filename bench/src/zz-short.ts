import { soakInVirtualTime } from "./wire-soak/virtual-soak.ts";
import { reportSoak } from "./wire-soak/soak-result.ts";
const [h, f, s] = process.argv.slice(2).map(Number);
for (const l of reportSoak(await soakInVirtualTime({ hours: h!, faults: f!, seed: s ?? 1 }))) console.log(l);
