import type { PageModel } from "../../client/page-model.ts";

/** Says that somebody is in the store, or that the page cannot know; nothing where the store is empty. */
export function Occupied({ model }: { readonly model: PageModel }) {
  const { length } = model.state.value.sessions;
  if (!model.live.value) return <p class="install-bad">You are looking at the past. Go live first.</p>;
  if (length === 0) return null;
  return (
    <p class="install-bad" role="status" data-testid="plates-occupied">
      {length} {length === 1 ? "session is" : "sessions are"} open: somebody is in the store. What another shelf says is
      no answer meanwhile, so crossed wires between shelves are not found, and a pick on this shelf may pass for your
      touch.
    </p>
  );
}
