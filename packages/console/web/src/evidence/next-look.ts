/** So often evidence that is not complete is asked for again. Then somebody has to press a button. */
const mostLooks = 20;

/**
 * Ms until evidence is worth asking for again; `undefined` for never. At first soon, since the curves go on for some
 * seconds only, then seldom: a recording may take its time to be read.
 *
 * @param looks How often it was asked for by now.
 */
export function nextLook(looks: number, complete: boolean): number | undefined {
  if (complete || looks >= mostLooks) return undefined;
  return looks <= 8 ? 600 : 3000;
}
