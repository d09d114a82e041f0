import type { FloorPoint } from "@aisle/sdk/store";
import { armLength } from "./body-limits.ts";

/** How much farther than an arm's length somebody reaches, metres, and how soft that limit is: people lean, tracks err. */
const lean = 0.05;
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
  const over = Math.max(0, away - armLength - lean) / leanSpread;
  if (facing === undefined) return elsewhere + Math.exp(-over * over);
  const front = dx * facing[0] + dy * facing[1];
  const aside = (dy * facing[0] - dx * facing[1]) / asideSpread;
  const behind = Math.min(0, front) / behindSpread;
  return elsewhere + Math.exp(-over * over - behind * behind - asideFade * Math.log(1 + aside * aside));
}
