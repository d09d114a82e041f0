import type { EngineInput } from "@aisle/fusion";
import type { StoreRun } from "../stores/index.ts";
import { firstFrom, type SeenPerson, type Shopper, type Sighting } from "./people.ts";

/** A scan lets somebody in for so long, ms; whoever passes is that near to the gate (metres) about then (ms). */
const scanHolds = 20_000;
const atGate = 1.5;
const around = { in: [-1000, 200], out: [-1000, 200] } as const;

interface Named {
  readonly sightings: Sighting[];
  shopper: { -readonly [K in keyof Shopper]: Shopper[K] } | undefined;
}

/**
 * People by the ids that pose sensors give: an id becomes a shopper where it comes nearest to a gate that is passed.
 * Ids that break later belong to nobody.
 */
export function givenPeople({ model, inputs }: StoreRun): readonly SeenPerson[] {
  const people = [...sightingsById(inputs).values()].map((sightings): Named => ({ sightings, shopper: undefined }));
  const scans = new Map<string, { readonly at: number; readonly data: string }>();
  const shoppers = new Map<string, NonNullable<Named["shopper"]>>();
  const atGates = inputs.filter(({ kind }) => kind === "barcode-scanner" || kind === "turnstile");
  for (const input of atGates.toSorted((a, b) => a.at - b.at)) {
    if (input.kind === "barcode-scanner") scans.set(input.device, { at: input.at, data: input.data.data });
    if (input.kind !== "turnstile" || input.type !== "passage") continue;
    const gate = model.gates.find(({ id }) => id === input.device);
    if (gate === undefined) continue;
    const { direction } = input.data;
    const free = people.filter(({ shopper }) => (direction === "in") === (shopper === undefined));
    const passing = nearestTo(free, gate.at, input.at + around[direction][0], input.at + around[direction][1]);
    if (passing === undefined) continue;
    if (passing.shopper !== undefined) {
      passing.shopper.exitedAt = input.at;
      continue;
    }
    const scan = scans.get(gate.scanner ?? "");
    const credential = scan !== undefined && input.at - scan.at < scanHolds ? scan.data : null;
    const known = credential === null ? undefined : shoppers.get(credential);
    passing.shopper = known ?? { credential, enteredAt: input.at, exitedAt: Number.POSITIVE_INFINITY };
    if (credential !== null) shoppers.set(credential, passing.shopper);
  }
  return people.map(({ sightings, shopper }) => ({ sightings, shopperAt: () => shopper }));
}

function sightingsById(inputs: readonly EngineInput[]): ReadonlyMap<string, Sighting[]> {
  const found = new Map<string, Sighting[]>();
  for (const input of inputs) {
    if (input.kind !== "camera" || input.type !== "poses") continue;
    for (const { id = "", head, wrists = [] } of input.data.objects) {
      const key = `${input.device} ${id}`;
      const own = found.get(key) ?? [];
      found.set(key, own);
      own.push({ at: input.at, x: head[0], y: head[1], head: head[2], hands: wrists });
    }
  }
  for (const own of found.values()) own.sort((a, b) => a.at - b.at);
  return found;
}

function nearestTo(
  people: readonly Named[],
  [x, y]: readonly [number, number],
  from: number,
  to: number,
): Named | undefined {
  let least: number = atGate;
  let found: Named | undefined;
  for (const person of people) {
    const { sightings } = person;
    for (let k = firstFrom(sightings, from); k < sightings.length && sightings[k]!.at <= to; k++) {
      const off = Math.hypot(sightings[k]!.x - x, sightings[k]!.y - y);
      if (off >= least) continue;
      least = off;
      found = person;
    }
  }
  return found;
}
