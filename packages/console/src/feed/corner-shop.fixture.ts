import type { CartLine, InteractionEvidence, Person, StoreEvent } from "@aisle/fusion";
import type { ReadingOf } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

export const t0 = 1_700_000_000_000;

/** A shop with a shelf of four plates in a row and one camera. */
export const model: StoreModel = {
  name: "corner",
  currency: "EUR",
  floor: [],
  zones: [],
  gates: [],
  ceilings: [],
  planogram: [],
  products: [{ gtin: "4000", name: "Oat Bar", weight: 40, weightSd: 1, unitPrice: 150 }],
  cameras: [
    {
      ...{ id: "cam-1", width: 1280, height: 720, fps: 10, t: [0, 0, 3] },
      K: [
        [640, 0, 640],
        [0, 640, 360],
        [0, 0, 1],
      ],
      R: [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
      ],
    },
  ],
  shelves: [
    {
      id: "g1",
      rateHz: 50,
      plates: [0, 1, 2, 3].map((p) => ({ id: `g1/p${p}`, center: [p * 0.3, 2, 1], size: [0.3, 0.4], facing: [0, -1] })),
    },
  ],
};

/** An engine that knows two people, one at the shelf and one far off, 300 ms after the time it is told. */
export class StubEngine {
  now = t0;

  get at(): number {
    return this.now - 300;
  }

  people(at: number = this.at): readonly Person[] {
    const walked = (at - t0) / 10_000;
    return [
      { id: 1, x: 0.3, y: 1.4 + walked / 3, deviation: 0.0712, session: "s1", hands: [[0.3, 1.9, 1.1]] },
      { id: 2, x: 8, y: 8, deviation: 0.1, session: "s2" },
    ];
  }

  reach(_plate: string, times: readonly number[], people?: ReadonlySet<number>) {
    const distance = times.map((at) => Math.abs(at - t0 - 5_000) / 1_000);
    return people?.has(1) === false ? [] : [{ person: 1, session: "s1", distance, hand: times.map(() => true) }];
  }
}

/** One batch of 200 ms of the shelf from `at` on; `grams` of a plate at a time. */
export function weights(at: number, grams: (plate: number, t: number) => number): ReadingOf<"weight-shelf", "weights"> {
  const values = Float32Array.from({ length: 40 }, (_, k) => grams(k % 4, at + Math.floor(k / 4) * 20));
  const data = { grams: values, samples: 10, plates: 4, dt: 20 };
  return { device: "g1", kind: "weight-shelf", type: "weights", at, receivedAt: at + 200, run: 1, seq: 1, data };
}

export function sees(at: number): ReadingOf<"camera", "detections"> {
  const objects = [{ box: [10.4, 20.6, 30, 40] as const, score: 0.9 }];
  return { device: "cam-1", kind: "camera", type: "detections", at, receivedAt: at, run: 1, seq: 1, data: { objects } };
}

/** A pick or return of one Oat Bar at plate 1 by `session`, from 5.0 s to 5.4 s. */
export function detected(id: number, session: string, kind: "pick" | "return" = "pick"): StoreEvent {
  const interaction: InteractionEvidence = {
    ...{ id: `i${id}`, kind, shelf: "g1", from: t0 + 5_000, to: t0 + 5_400 },
    plates: [{ plate: "g1/p1", grams: kind === "pick" ? -40 : 40 }],
    products: [{ items: [{ gtin: "4000", count: kind === "pick" ? -1 : 1 }], probability: 0.9 }],
    sessions: [{ session, probability: 0.8 }],
  };
  return { id, at: t0 + 5_800, type: "interaction.detected", interaction };
}

/** The pick of `detected` turns out to be another's. */
export function revised(id: number, interaction: number, session: string): StoreEvent {
  const told = detected(interaction, session);
  if (told.type !== "interaction.detected") return told;
  return { id, at: t0 + 6_800, type: "interaction.revised", interaction: told.interaction, reason: "later-evidence" };
}

/** A cart with one Oat Bar for each of `interactions`. */
export function cart(
  id: number,
  session: string,
  interactions: readonly string[],
  more: { readonly cause?: string; readonly review?: boolean } = {},
): StoreEvent {
  const { cause = interactions.at(-1) ?? "", review = false } = more;
  const at = t0 + 5_800;
  const units = interactions.map((interaction) => {
    return { at, provisionalAt: at, settledAt: at, confidence: 0.9, review, interaction };
  });
  const line = { id: `${session}/4000`, gtin: "4000", name: "Oat Bar", unitPrice: 150, confidence: 0.9, review, units };
  const lines: CartLine[] = units.length === 0 ? [] : [{ ...line, quantity: units.length }];
  return { id, at, type: "cart.changed", session, cause, lines, total: 150 * units.length };
}
