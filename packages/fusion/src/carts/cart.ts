import type { StoreModel } from "@aisle/sdk/store";
import type { CartLine, CartUnit, Receipt } from "../events/store-event.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";

/** Whether nobody is known who pays, where shoppers scan when they come in: a person has to look, however sure the goods are. */
function isNobodys(model: StoreModel, { credential, staff }: Session): boolean {
  return credential === null && !staff && model.gates.some(({ scanner }) => scanner !== undefined);
}

/** A session's cart, one line a product, in the order in which the products were first taken. */
export function cartLines(model: StoreModel, session: Session): CartLine[] {
  const byProduct = new Map<number, HeldUnit[]>();
  for (const unit of session.units) {
    const units = byProduct.get(unit.product);
    if (units === undefined) byProduct.set(unit.product, [unit]);
    else units.push(unit);
  }
  const isToBeSeen = isNobodys(model, session);
  return [...byProduct].map(([index, units]) => {
    const product = model.products[index]!;
    return {
      id: `${session.id}/${product.gtin}`,
      gtin: product.gtin,
      name: product.name,
      quantity: units.length,
      unitPrice: product.unitPrice,
      confidence: Math.min(...units.map((unit) => unit.confidence)),
      review: isToBeSeen || units.some((unit) => unit.review),
      units: units.map((unit) => cartUnit(unit, isToBeSeen)),
    };
  });
}

function cartUnit(unit: HeldUnit, isToBeSeen: boolean): CartUnit {
  const { at, provisionalAt, settledAt, confidence, interaction } = unit;
  const review = isToBeSeen || unit.review;
  return { at, provisionalAt, ...(settledAt >= 0 && { settledAt }), confidence, review, interaction };
}

/** What lines cost together, in minor units of the currency. */
export function totalOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
}

/** The closed cart of a session that has ended. */
export function receiptOf(model: StoreModel, session: Session): Receipt {
  const lines = cartLines(model, session);
  return {
    session: session.id,
    credential: session.credential,
    enteredAt: session.enteredAt,
    exitedAt: session.exitedAt,
    currency: model.currency,
    lines,
    total: totalOf(lines),
    review: isNobodys(model, session) || session.lost || session.doubtful === true || lines.some((line) => line.review),
  };
}
