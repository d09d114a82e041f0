import { useComputed } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay } from "../ui/formats.ts";

/** As many as leave room for the events. */
const shown = 3;

/** What the host had to say up to the shown moment, the newest first; nothing where it said nothing. */
export function Notes({ model }: { readonly model: PageModel }) {
  const notes = useComputed(() => model.state.value.notes).value;
  const newest = notes.slice(-shown).reverse();
  return (
    <ul class="events-notes" aria-label="Notes of the host" aria-live="polite" data-testid="notes">
      {newest.map(({ t, text }, i) => (
        <li key={`${t}|${text}|${newest.length - i}`}>
          <span class="event-time">{timeOfDay(t)}</span> {text}
        </li>
      ))}
    </ul>
  );
}
