import type { SceneTruth } from "@aisle/drivers-mock";
import type { StoreRun } from "../stores/index.ts";
import { firstFrom, type SeenPerson, type Sighting } from "./people.ts";

/** A pose belongs to nobody who is farther from its head than this, metres. */
const farthest = 0.7;
/** Places of the truth are taken between each other where they are not farther apart, ms. */
const longestGap = 1500;

/** People where they really were, each of them their true shopper; with the hands that pose sensors measured. */
export function truePeople(run: StoreRun, truth: SceneTruth): readonly SeenPerson[] {
  const persons = Object.entries(truth.paths).map(([id, path]) => {
    const own = truth.receipts.find((receipt) => receipt.persons.includes(id));
    const sightings: Sighting[] = path.map(([ms, x, y]) => ({ at: truth.t0 + ms, x, y, hands: [] }));
    return { sightings, posed: [] as Sighting[], shopperAt: () => own };
  });
  for (const input of run.inputs) {
    if (input.kind !== "camera" || input.type !== "poses") continue;
    for (const { head, wrists = [] } of input.data.objects) {
      const [x, y, z] = head;
      const off = persons.map(({ sightings }) => {
        const place = placeAt(sightings, input.at);
        return place === undefined ? Number.POSITIVE_INFINITY : Math.hypot(place[0] - x, place[1] - y);
      });
      const least = Math.min(...off);
      if (least > farthest) continue;
      persons[off.indexOf(least)]?.posed.push({ at: input.at, x, y, head: z, hands: wrists });
    }
  }
  return persons.map(({ sightings, posed, shopperAt }) => ({
    sightings: [...sightings, ...posed].sort((a, b) => a.at - b.at),
    shopperAt,
  }));
}

function placeAt(sightings: readonly Sighting[], at: number): readonly [number, number] | undefined {
  const k = firstFrom(sightings, at);
  const [before, after] = [sightings[k - 1], sightings[k]];
  if (after?.at === at) return [after.x, after.y];
  if (before === undefined || after === undefined || after.at - before.at > longestGap) return undefined;
  const share = (at - before.at) / (after.at - before.at);
  return [before.x + share * (after.x - before.x), before.y + share * (after.y - before.y)];
}
