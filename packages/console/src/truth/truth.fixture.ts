import type { CartLine, CartUnit, InteractionEvidence, Receipt, StoreEvent } from "@aisle/fusion";
import type { StoreModel } from "@aisle/sdk/store";
import { createLedger, type Ledger } from "./ledger.ts";
import type { ReplayTruth, TruthInteraction, TruthReceipt } from "./replay-truth.ts";

/** Eight in the morning. */
export const morning = Date.UTC(2026, 0, 1, 8);
export const bar = "2000000000015";
export const milk = "2000000000022";

export const model: StoreModel = {
  name: "corner shop",
  currency: "EUR",
  floor: [],
  zones: [],
  gates: [],
  cameras: [],
  ceilings: [],
  shelves: [],
  products: [
    { gtin: bar, name: "Oat bar", weight: 120, weightSd: 1, unitPrice: 120 },
    { gtin: milk, name: "Milk", weight: 1030, weightSd: 5, unitPrice: 99 },
  ],
  planogram: [],
};

export function truthReceipt(part: Partial<TruthReceipt> = {}): TruthReceipt {
  const times = { enteredAt: morning, exitedAt: morning + 60_000 };
  return { credential: "MEMBER-1", persons: ["p1"], ...times, items: [], ...part };
}

/** `s` is seconds after eight. */
export function did(s: number, part: Partial<TruthInteraction> = {}): TruthInteraction {
  const what = { kind: "pick", plate: "g1/p1", gtin: bar, quantity: 1 } as const;
  return { t: morning + s * 1000, person: "p1", ...what, ...part };
}

export function truth(receipts: readonly TruthReceipt[], interactions: readonly TruthInteraction[] = []): ReplayTruth {
  return { receipts, interactions, paths: {}, t0: morning };
}

export function unit(s: number, interaction: string, part: Partial<CartUnit> = {}): CartUnit {
  const at = morning + s * 1000;
  return { at, provisionalAt: at + 500, confidence: 0.9, review: false, interaction, ...part };
}

export function line(gtin: string, ...units: readonly CartUnit[]): CartLine {
  const name = model.products.find((product) => product.gtin === gtin)?.name ?? gtin;
  const rest = { name, unitPrice: 100, confidence: 0.9, review: false };
  return { id: `line-${gtin}`, gtin, quantity: units.length, units, ...rest };
}

export function receipt(part: Partial<Receipt> = {}): Receipt {
  const times = { enteredAt: morning, exitedAt: morning + 60_000 };
  const money = { currency: "EUR", total: 0, review: false };
  return { session: "s1", credential: "MEMBER-1", ...times, ...money, lines: [], ...part };
}

export function evidence(id: string, s: number, part: Partial<InteractionEvidence> = {}): InteractionEvidence {
  return {
    id,
    kind: "pick",
    shelf: "g1",
    plates: [{ plate: "g1/p1", grams: -119.6 }],
    from: morning + s * 1000 - 200,
    to: morning + s * 1000 + 200,
    products: [{ items: [{ gtin: bar, count: -1 }], probability: 0.97 }],
    sessions: [{ session: "s1", probability: 0.9 }],
    ...part,
  };
}

/** Carts as they changed, with the interaction that changed them, and everything else that was said. */
export function said(
  interactions: readonly InteractionEvidence[],
  carts: readonly (readonly [s: number, session: string, cause: string, lines: readonly CartLine[]])[],
  receipts: readonly Receipt[],
): Ledger {
  const ledger = createLedger();
  let id = 0;
  const base = (at: number) => ({ id: ++id, at });
  const add = (event: StoreEvent): void => ledger.add(event, event.at);
  for (const interaction of interactions) add({ ...base(interaction.to), type: "interaction.detected", interaction });
  for (const [s, session, cause, lines] of carts) {
    add({ ...base(morning + s * 1000), type: "cart.changed", session, cause, lines, total: 0 });
  }
  for (const issued of receipts) {
    add({ ...base(issued.exitedAt), type: "session.closed", session: issued.session, reason: "left" });
    add({ ...base(issued.exitedAt), type: "receipt.issued", receipt: issued });
  }
  return ledger;
}
