export { createLedger, kept, type Ledger, type TruthListener } from "./ledger.ts";
export { makeParty, type Party } from "./party.ts";
