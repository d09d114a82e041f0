/** Hues that are told apart on light and dark grounds, also with most colour blindness, in the order they are given. */
const hues = [205, 28, 152, 330, 265, 95, 0, 180, 48, 290, 230, 12];

/** The colour of a session: the same on the floor, in carts and on the time line. Nobody's is grey. */
export function sessionColour(session: string | null, dark: boolean): string {
  if (session === null) return dark ? "hsl(220 8% 62%)" : "hsl(220 8% 46%)";
  let hash = 0;
  for (let i = 0; i < session.length; i++) hash = (hash * 31 + session.charCodeAt(i)) >>> 0;
  // The number in `S-17` goes round the circle, so that sessions that follow each other differ.
  const number = /(\d+)\D*$/.exec(session)?.[1];
  const k = (number === undefined ? hash : Number(number)) % hues.length;
  return `hsl(${hues[k] ?? 205} ${dark ? "75% 66%" : "70% 40%"})`;
}
