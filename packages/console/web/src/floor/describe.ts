import type { StoreModel } from "@aisle/sdk/store";
import type { PersonFrame, StoreState } from "../../../src/wire/index.ts";
import type { FloorView, Selection } from "../client/page-model.ts";
import { money } from "../ui/formats.ts";
import type { FloorPlan } from "./geometry/plan.ts";
import { inside } from "./geometry/polygon.ts";

/** People a list of them names at most. */
export const mostListed = 60;

/** What is said about a thing on the floor. */
export interface Description {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The narrowest zone a place is in. */
export function zoneOf({ zones }: FloorPlan, x: number, y: number): string | undefined {
  return zones.find(({ model }) => inside(model.polygon, x, y))?.model.id;
}

export function describe(
  what: Selection,
  plan: FloorPlan,
  people: readonly PersonFrame[],
  state: StoreState,
): Description | undefined {
  switch (what.kind) {
    case "person": {
      const person = people.find(({ id }) => id === what.id);
      return person === undefined ? undefined : describePerson(person, plan, state);
    }
    case "plate":
      return describePlate(what.id, plan);
    case "camera": {
      const camera = plan.cameras.find(({ model }) => model.id === what.id);
      if (camera === undefined) return undefined;
      const { id, width, height, fps } = camera.model;
      const hangs = `${width} × ${height}, ${fps} a second, ${camera.place[2].toFixed(1)} m high`;
      return { title: `Camera ${id}`, lines: [hangs, ...statusOf(id, state)] };
    }
    case "gate": {
      const gate = plan.gates.find(({ model }) => model.id === what.id);
      if (gate === undefined) return undefined;
      const { id, width, scanner } = gate.model;
      const scanned = scanner === undefined ? "no scanner" : `scanner ${scanner}`;
      return { title: `Gate ${id}`, lines: [`${width} m wide, ${scanned}`, ...statusOf(id, state)] };
    }
    case "device": {
      const shelf = plan.shelves.find(({ id }) => id === what.id);
      return shelf && { title: `Shelf ${shelf.id}`, lines: [`${shelf.plates} plates`, ...statusOf(shelf.id, state)] };
    }
    default:
      return undefined;
  }
}

function describePerson(person: PersonFrame, plan: FloorPlan, state: StoreState): Description {
  const session = state.sessions.find(({ id }) => id === person.session);
  const zone = zoneOf(plan, person.x, person.y);
  const place = `${zone === undefined ? "" : `${zone}, `}± ${Math.round(person.deviation * 100)} cm`;
  if (session === undefined)
    return { title: person.session ?? "Nobody known", lines: [`track ${person.id}, ${place}`] };
  const units = session.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    title: `Session ${session.id}`,
    lines: [
      ...(session.credential === null ? [] : [session.credential]),
      `${units} ${units === 1 ? "item" : "items"}, ${money(session.total, plan.store.currency)}`,
      `track ${person.id}, ${place}`,
    ],
  };
}

function describePlate(id: string, plan: FloorPlan): Description | undefined {
  const plate = plan.plateById.get(id);
  if (plate === undefined) return undefined;
  const { shelf, band, products } = plate;
  const lines = products.map(({ name, unitPrice }) => `${name}, ${money(unitPrice, plan.store.currency)}`);
  const more = lines.length > 6 ? [...lines.slice(0, 5), `and ${lines.length - 5} more`] : lines;
  return {
    title: `Plate ${id}`,
    lines: [
      ...(more.length > 0 ? more : ["nothing in the planogram"]),
      `shelf ${shelf}, level ${band.level} of ${band.levels}`,
    ],
  };
}

function statusOf(device: string, { devices }: StoreState): readonly string[] {
  const status = devices.find((each) => each.device === device)?.status;
  if (status === undefined) return [];
  const reason = "reason" in status ? status.reason.message : undefined;
  return [reason === undefined ? status.state : `${status.state}: ${reason}`];
}

/** The whole floor in a sentence. */
export function summary(store: StoreModel, floor: Pick<FloorView, "people">): string {
  const sessions = new Set(floor.people.flatMap(({ session }) => (session === null ? [] : [session]))).size;
  const plates = store.shelves.reduce((sum, shelf) => sum + shelf.plates.length, 0);
  return [
    `Floor of ${store.name}: ${count(floor.people.length, "person", "people")}`,
    `${count(sessions, "session")}, ${count(store.shelves.length, "shelf", "shelves")}`,
    `${count(plates, "plate")}, ${count(store.cameras.length, "camera")}, ${count(store.gates.length, "gate")}`,
  ].join(", ");
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Who is where, in words: session by session. */
export function peopleInWords(plan: FloorPlan, people: readonly PersonFrame[]): readonly string[] {
  const order = [...people].sort((a, b) => (a.session ?? "￿").localeCompare(b.session ?? "￿") || a.id - b.id);
  const words = order.slice(0, mostListed).map(({ id, session, x, y }) => {
    const zone = zoneOf(plan, x, y);
    return `${session ?? `nobody known (track ${id})`}: ${zone ?? `${x.toFixed(1)}, ${y.toFixed(1)} m`}`;
  });
  return order.length > mostListed ? [...words, `and ${order.length - mostListed} more`] : words;
}
