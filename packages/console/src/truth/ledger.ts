import type { InteractionEvidence, Receipt, StoreEvent } from "@aisle/fusion";

/** Of each kind so many are remembered; what comes later is not judged. */
const most = 200_000;

/** Units of one product that stood in one cart because of one interaction. Times: ms since the epoch. */
export interface Booking {
  readonly session: string;
  readonly gtin: string;
  /** The most that stood there at once. */
  quantity: number;
  readonly from: number;
  /** When some of them left the cart before its receipt, and the interaction that said so. */
  until?: number;
  cause?: string;
}

/** What fusion said over a whole recording, as far as judging it needs. */
export interface Ledger {
  readonly receipts: readonly Receipt[];
  /** As they were believed last. */
  readonly interactions: ReadonlyMap<string, InteractionEvidence>;
  /** In which carts an interaction has stood, oldest first. */
  bookings(interaction: string): readonly Booking[];
  /** `t`: when it was said. */
  add(event: StoreEvent, t: number): void;
}

/** A ledger that has heard nothing yet. */
export function createLedger(): Ledger {
  const receipts: Receipt[] = [];
  const interactions = new Map<string, InteractionEvidence>();
  const bookings = new Map<string, Booking[]>();
  /** What stands in each open cart, by interaction and product. */
  const carts = new Map<string, ReadonlyMap<string, Booking>>();

  const book = (session: string, interaction: string, gtin: string, from: number): Booking => {
    const booking: Booking = { session, gtin, quantity: 0, from };
    const all = bookings.get(interaction);
    if (all !== undefined) all.push(booking);
    else if (bookings.size < most) bookings.set(interaction, [booking]);
    return booking;
  };
  const change = (event: Extract<StoreEvent, { type: "cart.changed" }>, t: number): void => {
    const { session, lines, cause } = event;
    const before = carts.get(session) ?? new Map<string, Booking>();
    const counts = new Map<string, { readonly interaction: string; readonly gtin: string; quantity: number }>();
    for (const { gtin, units } of lines) {
      for (const { interaction } of units) {
        const key = `${interaction} ${gtin}`;
        const counted = counts.get(key);
        if (counted === undefined) counts.set(key, { interaction, gtin, quantity: 1 });
        else counted.quantity += 1;
      }
    }
    const now = new Map<string, Booking>();
    for (const [key, { interaction, gtin, quantity }] of counts) {
      const booking = before.get(key) ?? book(session, interaction, gtin, t);
      if (quantity < booking.quantity) leave(booking, t, cause);
      booking.quantity = Math.max(booking.quantity, quantity);
      now.set(key, booking);
    }
    for (const [key, booking] of before) if (!now.has(key)) leave(booking, t, cause);
    carts.set(session, now);
  };

  return {
    receipts,
    interactions,
    bookings: (interaction) => bookings.get(interaction) ?? [],
    add(event, t) {
      if (event.type === "cart.changed") change(event, t);
      else if (event.type === "session.closed") carts.delete(event.session);
      else if (event.type === "receipt.issued" && receipts.length < most) receipts.push(event.receipt);
      else if (event.type === "interaction.detected" || event.type === "interaction.revised") {
        const { interaction } = event;
        if (interactions.size < most || interactions.has(interaction.id)) interactions.set(interaction.id, interaction);
      }
    },
  };
}

function leave(booking: Booking, t: number, cause: string): void {
  booking.until = t;
  booking.cause = cause;
}
