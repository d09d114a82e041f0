import type { PersonFrame } from "../../../../src/wire/index.ts";
import type { Selection } from "../../client/page-model.ts";

/** Whom the selection means. Nobody in particular: everybody is drawn alike. */
export interface Emphasis {
  readonly session: string | undefined;
  readonly person: number | undefined;
}

/** Whom the selection means: a session's people, or one stranger. */
export function emphasisOf(selection: Selection | undefined, people: readonly PersonFrame[]): Emphasis {
  if (selection?.kind === "session") return { session: selection.id, person: undefined };
  if (selection?.kind === "interaction") return { session: selection.session, person: undefined };
  if (selection?.kind !== "person") return { session: undefined, person: undefined };
  const session = people.find(({ id }) => id === selection.id)?.session ?? undefined;
  return { session, person: selection.id };
}

export function isMeant(emphasis: Emphasis, person: PersonFrame): boolean {
  if (emphasis.session !== undefined) return person.session === emphasis.session;
  return emphasis.person === undefined || person.id === emphasis.person;
}
