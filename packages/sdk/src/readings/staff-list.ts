/**
 * Tells credentials of staff by a list, each entry a whole credential or the beginning of some and a `*`: for `isStaff`
 * of `createEngine` and `fuse` of fusion.
 */
export function staffByList(list: readonly string[]): (credential: string) => boolean {
  const whole = new Set(list.filter((entry) => !entry.endsWith("*")));
  const beginnings = list.flatMap((entry) => (entry.endsWith("*") ? [entry.slice(0, -1)] : []));
  return (credential) => whole.has(credential) || beginnings.some((beginning) => credential.startsWith(beginning));
}
