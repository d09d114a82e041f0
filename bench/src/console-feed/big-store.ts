import type { CartLine, Person, PersonReach, StoreEvent } from "@aisle/fusion";
import type { Reading } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

/** How much there is of everything. */
export const load = { people: 200, plates: 2_000, shelves: 50, rateHz: 50, cameras: 50, fps: 10, picksPerSecond: 2 };
const width = 40;
const depth = 30;
const samples = 10;
const boxesInFrame = 8;
const perShelf = load.plates / load.shelves;

/** A store of that size. */
export const model: StoreModel = {
  name: "big",
  currency: "EUR",
  floor: [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ],
  zones: [],
  gates: [],
  ceilings: [],
  planogram: [],
  products: [{ gtin: "04000000000006", name: "Oat Bar", weight: 40, weightSd: 1, unitPrice: 150 }],
  cameras: Array.from({ length: load.cameras }, (_, index) => ({
    id: `cam-${index + 1}`,
    width: 1280,
    height: 720,
    fps: load.fps,
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
    t: [0, 0, 3],
  })),
  shelves: Array.from({ length: load.shelves }, (_, s) => ({
    id: `g${s + 1}`,
    rateHz: load.rateHz,
    plates: Array.from({ length: perShelf }, (_, p) => ({
      id: `g${s + 1}/p${p + 1}`,
      center: [
        2 + (s % 10) * 3.5,
        2 + Math.floor(s / 10) * 5 + (p % 10) * 0.3,
        0.4 + 0.4 * Math.floor(p / 10),
      ] as const,
      size: [0.28, 0.4] as const,
      facing: [1, 0] as const,
    })),
  })),
};

/** All readings of one second that begins at `at`, in order of time. */
export function secondOfReadings(at: number): readonly Reading[] {
  const readings: Reading[] = [];
  const batchMs = (samples * 1_000) / load.rateHz;
  for (const [s, { id }] of model.shelves.entries()) {
    for (let t = at + s; t < at + 1_000; t += batchMs) {
      const grams = Float32Array.from({ length: samples * perShelf }, (_, k) => 500 + ((k * 7919 + t) % 97) / 100);
      const data = { grams, samples, plates: perShelf, dt: 1_000 / load.rateHz };
      readings.push({ device: id, kind: "weight-shelf", type: "weights", at: t, receivedAt: t, run: 1, seq: 1, data });
    }
  }
  for (const [c, { id }] of model.cameras.entries()) {
    for (let t = at + 2 * c; t < at + 1_000; t += 1_000 / load.fps) {
      const objects = Array.from({ length: boxesInFrame }, (_, k) => {
        const [left, top] = [(k * 150 + t / 10) % 1_100, 100 + ((k * 37) % 200)];
        const wrist = [left + 20.3, top + 120.7] as const;
        return {
          box: [left, top, 120.4, 300.2] as const,
          score: 0.9,
          head: [left + 60, top + 20] as const,
          wrists: [wrist, wrist],
        };
      });
      readings.push({
        device: id,
        kind: "camera",
        type: "detections",
        at: t,
        receivedAt: t,
        run: 1,
        seq: 1,
        data: { objects },
      });
    }
  }
  return readings.sort((a, b) => a.at - b.at);
}

/** Everybody walks around in circles, with both hands seen. */
export function peopleAt(t: number): readonly Person[] {
  return Array.from({ length: load.people }, (_, k) => {
    const turn = t / 4_000 + k;
    const [x, y] = [2 + ((k * 7.3) % 36) + Math.cos(turn), 2 + ((k * 3.1) % 26) + Math.sin(turn)];
    const hands = [
      [x + 0.3, y, 1.1],
      [x - 0.3, y, 0.9],
    ] as const;
    return { id: k + 1, x, y, deviation: 0.07, session: `s${k + 1}`, hands };
  });
}

/** Twelve people near a plate, at each of these times. */
export function reachesAt(times: readonly number[]): readonly PersonReach[] {
  return Array.from({ length: 12 }, (_, k) => ({
    person: k + 1,
    session: `s${k + 1}`,
    distance: times.map(() => 0.1 + k / 10),
    hand: times.map(() => true),
  }));
}

/** The events of pick number `n` at `at`: what was seen, and the cart of five lines that follows. */
export function pick(n: number, at: number): readonly StoreEvent[] {
  const id = `i${n}`;
  const session = `s${(n % load.people) + 1}`;
  const shelf = model.shelves[n % load.shelves]!;
  const units = [{ at, provisionalAt: at, settledAt: at, confidence: 0.97, review: false, interaction: id }];
  const line = {
    gtin: "04000000000006",
    name: "Oat Bar",
    quantity: 1,
    unitPrice: 150,
    confidence: 0.97,
    review: false,
    units,
  };
  const lines: CartLine[] = Array.from({ length: 5 }, (_, k) => ({ ...line, id: `${session}/${k}` }));
  const items = [{ gtin: "04000000000006", count: -1 }];
  const plates = [{ plate: shelf.plates[n % perShelf]!.id, grams: -40 }];
  const what = { id, kind: "pick", shelf: shelf.id, plates, from: at - 1_000, to: at - 600 } as const;
  const interaction = { ...what, products: [{ items, probability: 1 }], sessions: [{ session, probability: 1 }] };
  return [
    { id: 2 * n, at, type: "interaction.detected", interaction },
    { id: 2 * n + 1, at, type: "cart.changed", session, cause: id, lines, total: 750 },
  ];
}
