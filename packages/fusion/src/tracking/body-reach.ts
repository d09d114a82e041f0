import type { FloorPoint } from "@aisle/sdk/store";

/** From the body's axis a wrist is at most so far off, metres, and how soft that limit is: people lean, tracks err. */
const armLength = 0.85;
const leanSpread = 0.12;
/** People step before what they take: how far aside they mostly stand, metres, and how fast that fades. */
const asideSpread = 0.5;
const asideFade = 2;
/** Nobody reaches through the back of a shelf; how far over its front a track may err, metres. */
const behindSpread = 0.2;
/** However far off: the track may be wrong. */
const elsewhere = 0.0005;

/**
 * How likely somebody who stands `dx`, `dy` metres from the point where the hand would be is to reach there, as a share of
 * somebody who stands best. `facing`, from the shelf to its shoppers, tells the front from the back; without it every
 * direction is as good as another.
 */
export function bodyReach(dx: number, dy: number, facing: FloorPoint | undefined): number {
  const away = Math.sqrt(dx * dx + dy * dy);
  const lean = Math.max(0, away - armLength) / leanSpread;
  if (facing === undefined) return elsewhere + Math.exp(-lean * lean);
  const front = dx * facing[0] + dy * facing[1];
  const aside = (dy * facing[0] - dx * facing[1]) / asideSpread;
  const behind = Math.min(0, front) / behindSpread;
  return elsewhere + Math.exp(-lean * lean - behind * behind - asideFade * Math.log(1 + aside * aside));
}
