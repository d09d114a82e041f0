import { smooth } from "../shelves/index.ts";
import { type Person, pace, type Reach } from "./person.ts";

/** Metres. */
export type Point3 = readonly [x: number, y: number, z: number];

/** Middle of the head. It leans after the hand. */
export function headOf(person: Person, time: number): Point3 {
  const lean = 0.04 + 0.08 * reached(person.reach, time);
  return [person.x + lean * Math.cos(person.heading), person.y + lean * Math.sin(person.heading), person.height - 0.12];
}

/** Left and right wrist. */
export function wristsOf(person: Person, time: number): readonly [left: Point3, right: Point3] {
  return [wrist(person, 0, time), wrist(person, 1, time)];
}

function wrist(person: Person, hand: 0 | 1, time: number): Point3 {
  const side = hand === 0 ? 0.24 : -0.24;
  const swing = (hand === 0 ? 1 : -1) * 0.16 * Math.min(1, pace(person)) * Math.sin(person.stride);
  const forward = 0.08 + swing;
  const cos = Math.cos(person.heading);
  const sin = Math.sin(person.heading);
  const x = person.x + forward * cos - side * sin;
  const y = person.y + forward * sin + side * cos;
  const z = person.height * 0.5;
  const reach = person.reach;
  if (reach?.hand !== hand) return [x, y, z];
  const share = reached(reach, time);
  const rest = (time < reach.leftAt ? reach.from : reach.to) ?? { x, y, z };
  return [
    rest.x + (reach.x - rest.x) * share,
    rest.y + (reach.y - rest.y) * share,
    rest.z + (reach.z - rest.z) * share,
  ];
}

/** How far a hand has come to its plate: 0 at the body, 1 at the plate. */
function reached(reach: Reach | undefined, time: number): number {
  if (reach === undefined) return 0;
  if (time < reach.contactAt) return smooth((time - reach.startsAt) / (reach.contactAt - reach.startsAt));
  if (time < reach.leftAt) return 1;
  return 1 - smooth((time - reach.leftAt) / (reach.backAt - reach.leftAt));
}
