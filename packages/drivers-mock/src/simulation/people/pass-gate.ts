import type { FloorPoint } from "@aisle/sdk/store";
import type { Gate } from "../gates/index.ts";
import { type FloorPlan, nearestWalkable } from "../layout/index.ts";
import type { Person } from "./person.ts";
import { head, walkTo } from "./walk.ts";
import { type Script, type World, wait } from "./world.ts";

/** How long a shopper waits for a gate to open after the scan. */
const admittedWithinMs = 5_000;

/** Where people appear and go: outside, on the side of the gate where others wait, or on the other. */
export function outside({ gateX, depth }: FloorPlan, gate: Gate, side: 1 | -1): FloorPoint {
  return [gateX - 2.2, Math.min(depth - 0.3, Math.max(0.3, gate.place.y + side * 0.8))];
}

/** Waits for a turn, scans, and goes in. False when the gate stayed shut. */
export function* comeIn(person: Person, world: World): Script<boolean> {
  const { gate, party } = person;
  const { gateX } = world.plan;
  const y = gate.place.y;
  yield* waitForTurn(person, gate, world, (before) => [gateX - 0.6 - 0.55 * before, y + gate.place.side * 0.55]);
  head(person, [gateX - 0.5, y]);
  while (person.route.length > 0) yield;
  yield* wait(world, world.chance.between(150, 450));
  if (party.credential !== null) {
    gate.scan(party.credential, world.now);
    if (!(yield* admitted(person, gate, world))) {
      gate.release(person.id);
      return false;
    }
  }
  // Who slips in is counted or not, as one body that goes on behind another.
  const counted = party.credential !== null || world.odds("followers").yes(0.5);
  head(person, [gateX + 0.55, y], [gateX + 1.1, y]);
  while (person.x < gateX - 0.3) yield;
  if (counted) gate.passage("started", "in", world.now);
  while (person.x < gateX + 0.05) yield;
  if (counted) gate.passage("completed", "in", world.now);
  world.ledger.entered(party, person.id, world.now);
  while (person.x < gateX + 0.5) yield;
  gate.release(person.id);
  return true;
}

/** Waits after the scan until the gate opens. False when it does not, or when the shopper turns back. */
function* admitted(person: Person, gate: Gate, world: World): Script<boolean> {
  const odds = world.odds("turnBacks");
  if (!person.party.staff && odds.yes(world.settings.turnBacks)) {
    yield* wait(world, odds.between(400, 1500));
    return false;
  }
  const until = world.now + admittedWithinMs;
  while (!gate.pass("in")) {
    if (world.now >= until) return false;
    yield;
  }
  return true;
}

/** Waits for a turn at a gate and goes out with everything in the basket. */
export function* goOut(person: Person, gate: Gate, world: World): Script {
  const { gateX } = world.plan;
  const { y, side } = gate.place;
  yield* walkTo(person, [gateX + 1, y], world, 0.9);
  yield* waitForTurn(person, gate, world, (before) => [gateX + 0.4 + 0.5 * before, y + side * 0.65]);
  while (!gate.pass("out")) yield;
  head(person, [gateX + 0.45, y], [gateX - 0.6, y], outside(world.plan, gate, side === 1 ? -1 : 1));
  while (person.x > gateX + 0.3) yield;
  gate.passage("started", "out", world.now);
  while (person.x > gateX - 0.05) yield;
  gate.passage("completed", "out", world.now);
  world.ledger.left(person.party, person.basket.splice(0), world.now);
  while (person.x > gateX - 0.5) yield;
  gate.release(person.id);
  while (person.route.length > 0) yield;
}

/** Goes home without having come in. */
export function* giveUp(person: Person, world: World): Script {
  world.ledger.gaveUp(person.party);
  head(person, outside(world.plan, person.gate, person.gate.place.side === 1 ? -1 : 1));
  while (person.route.length > 0) yield;
}

function* waitForTurn(person: Person, gate: Gate, world: World, placeInRow: (before: number) => FloorPoint): Script {
  let at: number | undefined;
  for (let before = gate.queue(person.id); before > 0; before = gate.queue(person.id)) {
    if (before !== at) head(person, nearestWalkable(world.plan, ...placeInRow(before)));
    at = before;
    yield;
  }
  person.route = [];
}
