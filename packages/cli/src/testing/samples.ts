import type { TruthReceipt } from "@aisle/drivers-mock";
import type { CartLine, Receipt } from "@aisle/fusion";
import type { StoreModel } from "@aisle/sdk/store";

/** Eight o'clock in the morning of 1 January 2026, UTC. */
export const morning = Date.UTC(2026, 0, 1, 8);

export const sampleModel: StoreModel = {
  name: "corner shop",
  currency: "EUR",
  floor: [
    [0, 0],
    [4, 0],
    [4, 4],
  ],
  zones: [],
  gates: [{ id: "gate-1", at: [0, 1], inward: [1, 0], width: 1, scanner: "scanner-1" }],
  cameras: [],
  ceilings: [],
  shelves: [],
  products: [
    { gtin: "2000000000015", name: "Oat bar", weight: 40, weightSd: 1, unitPrice: 120 },
    { gtin: "2000000000022", name: "Milk", weight: 1030, weightSd: 5, unitPrice: 99 },
  ],
  planogram: [],
};

export function cartLine(gtin: string, quantity: number, part: Partial<CartLine> = {}): CartLine {
  const product = sampleModel.products.find((candidate) => candidate.gtin === gtin);
  return {
    id: `line-${gtin}`,
    gtin,
    name: product?.name ?? gtin,
    quantity,
    unitPrice: product?.unitPrice ?? 100,
    confidence: 0.9,
    review: false,
    units: [],
    ...part,
  };
}

export function receipt(part: Partial<Receipt> = {}): Receipt {
  return {
    session: "s1",
    credential: "MEMBER-1",
    enteredAt: morning,
    exitedAt: morning + 60_000,
    currency: "EUR",
    lines: [],
    total: 0,
    review: false,
    ...part,
  };
}

export function truth(part: Partial<TruthReceipt> = {}): TruthReceipt {
  return {
    credential: "MEMBER-1",
    persons: ["p1"],
    enteredAt: morning + 200,
    exitedAt: morning + 59_000,
    items: [],
    ...part,
  };
}
