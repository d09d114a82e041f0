import type { TruthInteraction, TruthReceipt } from "../../scene/index.ts";
import type { Unit } from "../shelves/index.ts";
import type { Party } from "./party.ts";

/** Who wants to hear what really happens, as it happens. */
export interface TruthListener {
  /** A shopper or group has left: what they really took. */
  readonly onReceipt?: ((receipt: TruthReceipt) => void) | undefined;
  /** A hand has drawn back from a plate. */
  readonly onInteraction?: ((interaction: TruthInteraction) => void) | undefined;
  /** Where somebody is, five times a second: ms since the epoch, metres. */
  readonly onPosition?: ((person: string, at: number, x: number, y: number) => void) | undefined;
}

/** Keeps the truth: the last receipts and interactions, and counts since the start. */
export interface Ledger {
  readonly receipts: readonly TruthReceipt[];
  readonly interactions: readonly TruthInteraction[];
  /** Units carried out by parties whose receipt is closed, and by those who still have somebody inside. */
  readonly carriedOut: number;
  entered(party: Party, person: string, at: number): void;
  left(party: Party, units: readonly Unit[], at: number): void;
  /** Somebody went home without having come in. */
  gaveUp(party: Party): void;
  interaction(interaction: TruthInteraction): void;
  position(person: string, at: number, x: number, y: number): void;
}

/** Older interactions and receipts than these are forgotten. */
export const kept = { receipts: 100, interactions: 500 } as const;

/** An empty ledger. */
export function createLedger(listener: TruthListener): Ledger {
  const receipts: TruthReceipt[] = [];
  const interactions: TruthInteraction[] = [];
  let carriedOut = 0;

  const closeWhenDone = (party: Party): void => {
    if (party.outside > 0 || party.inside > 0 || party.entered.length === 0 || party.staff) return;
    const receipt = receiptOf(party);
    keep(receipts, receipt, kept.receipts);
    listener.onReceipt?.(receipt);
  };

  return {
    receipts,
    interactions,
    get carriedOut() {
      return carriedOut;
    },
    entered(party, person, at) {
      if (party.entered.length === 0) party.enteredAt = at;
      party.entered.push(person);
      party.outside--;
      party.inside++;
    },
    left(party, units, at) {
      party.inside--;
      party.exitedAt = at;
      party.carriedOut.push(...units);
      carriedOut += units.length;
      closeWhenDone(party);
    },
    gaveUp(party) {
      party.outside--;
      closeWhenDone(party);
    },
    interaction(interaction) {
      keep(interactions, interaction, kept.interactions);
      listener.onInteraction?.(interaction);
    },
    position: (person, at, x, y) => listener.onPosition?.(person, at, x, y),
  };
}

function receiptOf(party: Party): TruthReceipt {
  const quantities = new Map<string, number>();
  for (const unit of party.carriedOut) quantities.set(unit.gtin, (quantities.get(unit.gtin) ?? 0) + 1);
  const items = [...quantities].map(([gtin, quantity]) => ({ gtin, quantity }));
  items.sort((a, b) => (a.gtin < b.gtin ? -1 : 1));
  return {
    credential: party.credential,
    persons: [...party.entered],
    enteredAt: Math.round(party.enteredAt),
    exitedAt: Math.round(party.exitedAt),
    items,
  };
}

function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.shift();
}
