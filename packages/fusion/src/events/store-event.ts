/** One kind of product in a cart, with what it rests on. Money in minor units of the store's currency. */
export interface CartLine {
  /** Stable within its session. */
  readonly id: string;
  readonly gtin: string;
  readonly name: string;
  /** At least 1. */
  readonly quantity: number;
  readonly unitPrice: number;
  /** Probability, 0 to 1, that this line is right, of the least certain of its units. */
  readonly confidence: number;
  /** A person should look before money moves. */
  readonly review: boolean;
  /** The units one by one, oldest first. */
  readonly units: readonly CartUnit[];
}

/** One unit that is held, and the interaction that says so. Times are event time, ms since the epoch. */
export interface CartUnit {
  /** When the weight had come to rest. */
  readonly at: number;
  /** Since when it has been in this cart. */
  readonly provisionalAt: number;
  /** When the present answer was told with the hand gone; absent before. What comes later may still revise it. */
  readonly settledAt?: number;
  /** Probability, 0 to 1, that the cart holds at least so many of the product: this one and those before it. */
  readonly confidence: number;
  readonly review: boolean;
  /** `id` of the `interaction.detected` event behind it. */
  readonly interaction: string;
}

/** The closed cart: what the session is to pay. */
export interface Receipt {
  readonly session: string;
  /** The credential that was scanned, or `null` for whoever came without one. */
  readonly credential: string | null;
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Minor units of the currency. */
  readonly total: number;
  /** Some line asks for a look before money moves, or nobody can say for certain who came or left. */
  readonly review: boolean;
}

/** Something moved at the plates, and who may have done it. */
export interface InteractionEvidence {
  readonly id: string;
  readonly kind: "pick" | "return" | "touch";
  readonly shelf: string;
  readonly plates: readonly { readonly plate: string; readonly grams: number }[];
  readonly from: number;
  readonly to: number;
  /** What it may have been, likeliest first, at most four: units that left (−) or came (+). Whoever moved them. */
  readonly products: readonly {
    readonly items: readonly { readonly gtin: string; readonly count: number }[];
    readonly probability: number;
  }[];
  /**
   * Which sessions may have done it, likeliest first, at most four; whatever it was. Two may have done it together.
   * `null`: nobody who is known, or nothing moved.
   */
  readonly sessions: readonly { readonly session: string | null; readonly probability: number }[];
}

/** Why something that was said before is said otherwise now. `binding` is not said yet. */
export type RevisionReason =
  /** What happened later makes another answer likelier: who put back what, what a plate can still hold. */
  | "later-evidence"
  /** A shelf's reading came up to 2 s late, and shows that something else moved. */
  | "late-reading"
  /** A track was taken for somebody else's. */
  | "binding";

interface EventBase {
  /** Counted from 1 without a gap. */
  readonly id: number;
  /** Event time, ms since the epoch. */
  readonly at: number;
}

/** What fusion says, in order. Facts are never edited: a later event revises an earlier one. */
export type StoreEvent =
  | (EventBase & {
      readonly type: "session.opened";
      readonly session: string;
      readonly credential: string | null;
      readonly gate: string | null;
      /** Present for somebody who works here: they get no receipt. */
      readonly staff?: boolean;
    })
  /** Whose a session is was taken for another's: a scan came late, or fits somebody else better. What it is now. */
  | (EventBase & {
      readonly type: "session.revised";
      readonly session: string;
      readonly credential: string | null;
      readonly persons: number;
      readonly staff?: boolean;
    })
  /** One more person under the same credential, or of a session that turned out to be part of this one. */
  | (EventBase & { readonly type: "session.joined"; readonly session: string; readonly persons: number })
  | (EventBase & {
      readonly type: "session.closed";
      readonly session: string;
      readonly reason: SessionClosing;
      /** The session that people and goods went over to, where the reason is `joined`. */
      readonly into?: string;
    })
  | (EventBase & { readonly type: "interaction.detected"; readonly interaction: InteractionEvidence })
  /** What is believed of an interaction that was told before, by the same id. */
  | (EventBase & {
      readonly type: "interaction.revised";
      readonly interaction: InteractionEvidence;
      readonly reason: RevisionReason;
    })
  | (EventBase & {
      readonly type: "cart.changed";
      readonly session: string;
      /** Id of the interaction that was decided or revised. */
      readonly cause: string;
      /** Present where the cart changes because an earlier answer is revised, not because something moved. */
      readonly revision?: RevisionReason;
      readonly lines: readonly CartLine[];
      /** Minor units of the currency. */
      readonly total: number;
    })
  | (EventBase & { readonly type: "receipt.issued"; readonly receipt: Receipt })
  /** A reading that could not be used: what is wrong with it and what was expected. */
  | (EventBase & { readonly type: "reading.rejected"; readonly device: string; readonly problem: string })
  /**
   * Of the `readings` of a device in the last minute, so many came after their turn (used, but not where they belong) or
   * were of no use any more. At most once a minute for each device, and not for a straggler or two.
   */
  | (EventBase & {
      readonly type: "readings.late";
      readonly device: string;
      readonly readings: number;
      readonly late: number;
      readonly dropped: number;
    });

/**
 * Why a session ended: its last member left, was not seen for minutes and never seen to leave, the store closed, or it
 * turned out to be part of another session.
 */
export type SessionClosing = "left" | "lost" | "store-closed" | "joined";

export type StoreEventType = StoreEvent["type"];
export type StoreEventOf<T extends StoreEventType> = Extract<StoreEvent, { readonly type: T }>;

type WithoutStamp<E> = E extends StoreEvent ? Omit<E, "id" | "at"> : never;

/** An event before it has got its number and its time. */
export type StoreEventDraft = WithoutStamp<StoreEvent>;
