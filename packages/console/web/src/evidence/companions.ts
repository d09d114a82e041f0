import { sessionColour } from "../ui/index.ts";

/** Mixed into a session's colour for its second and third person: towards the text, then towards the ground. */
const mixes = [undefined, { dark: "white", light: "black" }, { dark: "black", light: "white" }] as const;

/** The how manieth of its session each person is, in order: 0 for the first. */
export function placesInSession(people: readonly { readonly session: string | null }[]): readonly number[] {
  const counts = new Map<string | null, number>();
  return people.map(({ session }) => {
    const place = counts.get(session) ?? 0;
    counts.set(session, place + 1);
    return place;
  });
}

/** The colour of one person of a session: companions differ in lightness. */
export function companionColour(session: string | null, place: number, dark: boolean): string {
  const colour = sessionColour(session, dark);
  const mix = mixes[place % mixes.length];
  return mix === undefined ? colour : `color-mix(in srgb, ${colour} 52%, ${dark ? mix.dark : mix.light})`;
}
