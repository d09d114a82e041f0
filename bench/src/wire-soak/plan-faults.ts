import type { FaultRequest } from "@aisle/drivers-mock/emulators";
import { seededRandom } from "@aisle/sdk";

/** A fault, and how long after the beginning it comes (ms). */
export interface PlannedFault {
  readonly after: number;
  readonly request: FaultRequest & { readonly fault: string };
}

/** What is needed to know of a wire. */
export interface FaultyWire {
  readonly id: string;
  readonly protocol: string;
  readonly faults: readonly string[];
}

/** Faults last from the one to the other (ms), as many short ones as long ones by the logarithm. */
const [shortest, longest] = [200, 30_000];
/** So often one does not come alone. */
const together = 0.15;
/** For each that can be set, from which to which number. */
const strengths: Readonly<Record<string, readonly ["ms" | "chance", number, number]>> = {
  drop: ["chance", 0.05, 1],
  noise: ["chance", 0.1, 1],
  slow: ["ms", 50, 1_500],
  split: ["ms", 5, 200],
  "wrong-clock": ["ms", 1_500, 60_000],
};

/** `count` faults over `span` ms: over all protocols alike, then over their wires, then over what can be wrong there. */
export function planFaults(
  wires: readonly FaultyWire[],
  { count, span, seed }: { readonly count: number; readonly span: number; readonly seed: number },
): readonly PlannedFault[] {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const between = (least: number, most: number): number => least + random() * (most - least);
  const protocols = [...new Set(wires.map(({ protocol }) => protocol))];
  const one = (after: number): PlannedFault => {
    const protocol = pick(protocols);
    const wire = pick(wires.filter((each) => each.protocol === protocol));
    const fault = pick(wire.faults);
    const forMs = Math.round(shortest * (longest / shortest) ** random());
    const [name, least, most] = strengths[fault] ?? [];
    const strength = name === undefined ? {} : { [name]: between(least ?? 0, most ?? 0) };
    return { after, request: { wire: wire.id, fault, forMs, ...strength } };
  };
  const planned: PlannedFault[] = [];
  while (planned.length < count) {
    const after = between(0, span);
    const others = random() < together ? Math.ceil(between(0, 3)) : 0;
    for (let each = 0; each <= others && planned.length < count; each += 1) planned.push(one(after));
  }
  return planned.sort((a, b) => a.after - b.after);
}
