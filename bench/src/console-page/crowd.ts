import type { CartLine, Engine, Fusion, Person, StoreEvent } from "@aisle/fusion";
import type { Clock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { crowdedModel, floorSize } from "./crowded-model.ts";

/** Each shopper takes something so often, on average: ms. */
const pickEvery = 30_000;
/** After so many lines a cart is paid, and its shopper comes again. */
const mostLines = 12;
const metresPerSecond = 1;

type WithoutStamp<E> = E extends StoreEvent ? Omit<E, "id" | "at"> : never;

interface Shopper {
  readonly id: number;
  session: string;
  x: number;
  y: number;
  heading: number;
  lines: readonly CartLine[];
}

/** Two hundred shoppers who walk, take and pay, as fusion would tell of them. */
export interface Crowd {
  readonly fusion: Fusion;
  readonly shoppers: readonly Readonly<Pick<Shopper, "x" | "y">>[];
  /** Opens a session for everybody: they take things from then on. */
  enter(): void;
  /** Lets `ms` go by. */
  advance(ms: number): void;
}

export function createCrowd(people: number, clock: Clock, random: () => number): Crowd {
  const events = new Subject<StoreEvent>();
  let nextEvent = 1;
  let nextSession = 1;
  let nextInteraction = 1;
  const say = (draft: WithoutStamp<StoreEvent>): void => {
    events.next({ ...draft, id: nextEvent++, at: clock.now() });
  };
  const enter = (shopper: Shopper): void => {
    shopper.session = `s${nextSession++}`;
    shopper.lines = [];
    const credential = `MEMBER-${shopper.session}`;
    say({ type: "session.opened", session: shopper.session, credential, gate: "gate-1" });
  };
  const plates = crowdedModel.shelves.flatMap((shelf) => shelf.plates.map((plate) => ({ shelf: shelf.id, plate })));
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  const take = (shopper: Shopper): void => {
    const near = (each: (typeof plates)[number]): number =>
      Math.hypot(each.plate.center[0] - shopper.x, each.plate.center[1] - shopper.y);
    // The nearest of some: enough for the eye.
    const { shelf, plate } = Array.from({ length: 40 }, () => any(plates)).reduce((a, b) =>
      near(b) < near(a) ? b : a,
    );
    const { gtin, name, unitPrice, weight } = any(crowdedModel.products);
    const id = `i${nextInteraction++}`;
    const at = clock.now();
    const { session } = shopper;
    say({
      type: "interaction.detected",
      interaction: {
        ...{ id, kind: "pick", shelf, from: at - 400, to: at - 100 },
        plates: [{ plate: plate.id, grams: -weight }],
        products: [{ items: [{ gtin, count: -1 }], probability: 0.95 }],
        sessions: [{ session, probability: 0.97 }],
      },
    });
    const unit = { at, provisionalAt: at, settledAt: at, confidence: 0.95, review: false, interaction: id };
    const line = { id: `${session}/${gtin}/${id}`, gtin, name, quantity: 1, unitPrice };
    shopper.lines = [...shopper.lines, { ...line, confidence: 0.95, review: false, units: [unit] }];
    const total = shopper.lines.reduce((sum, each) => sum + each.unitPrice, 0);
    say({ type: "cart.changed", session, cause: id, lines: shopper.lines, total });
    if (shopper.lines.length < mostLines) return;
    say({ type: "session.closed", session, reason: "left" });
    const credential = `MEMBER-${session}`;
    const bill = { session, credential, currency: "EUR", lines: shopper.lines, total, review: false };
    say({ type: "receipt.issued", receipt: { ...bill, enteredAt: at - 300_000, exitedAt: at } });
    enter(shopper);
  };

  const walk = (shopper: Shopper, ms: number): void => {
    shopper.heading += (random() - 0.5) * 0.6;
    const step = (metresPerSecond * ms) / 1_000;
    const x = shopper.x + Math.cos(shopper.heading) * step;
    const y = shopper.y + Math.sin(shopper.heading) * step;
    const inside = x > 0.5 && y > 0.5 && x < floorSize.width - 0.5 && y < floorSize.depth - 0.5;
    if (inside) Object.assign(shopper, { x, y });
    else shopper.heading += Math.PI / 2;
  };

  const shoppers = Array.from({ length: people }, (_, index): Shopper => {
    const place = { x: 1 + random() * (floorSize.width - 2), y: 1 + random() * (floorSize.depth - 2) };
    return { id: index + 1, session: "", ...place, heading: random() * 2 * Math.PI, lines: [] };
  });
  const engine = {
    get at() {
      return clock.now();
    },
    people: (): readonly Person[] =>
      shoppers.map(({ id, x, y, session, lines }) => {
        const hands = lines.length % 3 === 1 ? { hands: [[x + 0.4, y, 1.1] as const] } : {};
        return { id, x, y, deviation: 0.12, session, ...hands };
      }),
    reach: () => [],
  };
  const fusion = {
    events$: events.asObservable(),
    // What a page asks of the engine, and no more.
    engine: engine as unknown as Engine,
  } as unknown as Fusion;
  return {
    fusion,
    shoppers,
    enter() {
      for (const shopper of shoppers) {
        enter(shopper);
        // Some have just come and some are nearly done, as at any time of the day.
        for (let lines = Math.floor(random() * mostLines); lines > 0; lines -= 1) take(shopper);
      }
    },
    advance(ms) {
      for (const shopper of shoppers) {
        walk(shopper, ms);
        if (shopper.session !== "" && random() < ms / pickEvery) take(shopper);
      }
    },
  };
}
