import { type ReadonlySignal, untracked, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";

/** The session of the person that was chosen on the floor; of somebody who has gone out of sight, the last known. */
export function usePersonSession(model: PageModel): ReadonlySignal<string | undefined> {
  const known = useSignal<{ readonly person: number; readonly session: string }>();
  useSignalEffect(() => {
    const selection = model.selection.value;
    // People change with the shown moment.
    if (selection?.kind !== "person" || model.t.value < 0) return;
    const { people } = untracked(() => model.floor(performance.now()));
    const session = people.find(({ id }) => id === selection.id)?.session;
    const before = known.peek();
    if (typeof session !== "string") return;
    if (before?.person !== selection.id || before.session !== session) known.value = { person: selection.id, session };
  });
  return useComputed(() => {
    const selection = model.selection.value;
    return selection?.kind === "person" && known.value?.person === selection.id ? known.value.session : undefined;
  });
}
