import { useComputed } from "@preact/signals";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay } from "../ui/index.ts";
import type { CartSearch } from "./cart-search.ts";
import { marksElsewhere } from "./marks-elsewhere.ts";

interface ElsewhereProps {
  readonly model: PageModel;
  readonly search: CartSearch;
  /** Sessions that are found at the shown moment. */
  readonly shown: ReadonlySet<string>;
}

/** What a search finds at other moments, to jump to; says so where it finds nothing at all. */
export function Elsewhere({ model, search, shown }: ElsewhereProps) {
  const second = useComputed(() => Math.floor(model.t.value / 1000) * 1000).value;
  const marks = marksElsewhere(model.marks.value, second, search, shown);
  const reading = useComputed(() => model.hello.value?.mode === "replay" && model.tape.value?.complete !== true).value;
  if (marks.length === 0) {
    if (shown.size > 0 || search.text.trim() === "") return null;
    const read = reading ? " in what has been read so far" : "";
    return (
      <p class="empty" role="status">
        No session or credential matches at another moment{read} either.
      </p>
    );
  }
  return (
    <section class="carts-elsewhere" aria-label="At other moments">
      <h2 class="carts-title">
        At other moments <span class="dim">{marks.length}</span>
      </h2>
      <ul>
        {marks.map(({ t, session, text }) => (
          <li key={session}>
            <button
              type="button"
              title="Show this moment"
              onClick={() => {
                model.pause();
                model.seek(t);
                if (session !== undefined) model.selection.value = { kind: "session", id: session };
              }}
            >
              {t > second ? "later" : "earlier"}, at {timeOfDay(t)}
            </button>{" "}
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
