import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Mark } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay } from "../ui/formats.ts";
import { sessionColour } from "../ui/session-colours.ts";
import { isDark } from "../ui/theme.ts";
import { type EventFilter, emptyWords, eventsAround, filterNames, kindNames } from "./event-words.ts";
import "./events.css";
import { Notes } from "./notes.tsx";

type Props = { readonly model: PageModel };

/** All that happened, in words: what the time line shows as ticks. A press goes there. */
export function Events({ model }: Props) {
  const filter = useSignal<EventFilter>("all");
  const search = useSignal("");
  const list = useRef<HTMLOListElement>(null);
  // The list changes when a mark is passed, not with every tenth of a second.
  const second = useComputed(() => Math.floor(model.t.value / 500) * 500);
  const { rows, past } = eventsAround(model.marks.value, second.value + 499, filter.value, search.value);
  const current = past === 0 ? undefined : rows[past - 1];

  useEffect(() => {
    if (model.playing.peek()) list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);

  return (
    <section class="events" aria-label="Events">
      <div class="row events-filter">
        <select
          aria-label="Which events"
          value={filter.value}
          onChange={(event) => (filter.value = event.currentTarget.value as EventFilter)}
        >
          {filterNames.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label="Find in the events"
          placeholder="Product, plate, session"
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
      </div>
      <Notes model={model} />
      {rows.length === 0 ? (
        <p class="empty">{emptyWords(filter.value, search.value, model.provisional.value)}</p>
      ) : (
        <ol class="events-list" ref={list}>
          {rows.map((mark, i) => (
            <EventRow
              key={`${mark.t}|${mark.kind}|${mark.interaction ?? mark.session ?? mark.device ?? ""}|${mark.text}`}
              model={model}
              mark={mark}
              later={i >= past}
              current={mark === current}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function EventRow(props: Props & { readonly mark: Mark; readonly later: boolean; readonly current: boolean }) {
  const { model, mark } = props;
  const tone =
    mark.kind === "device" ? "badge bad" : mark.kind === "review" || mark.kind === "revision" ? "badge warn" : "badge";
  return (
    <li>
      <button
        type="button"
        class={props.later ? "event-row later" : "event-row"}
        aria-current={props.current ? "time" : undefined}
        onClick={() => goTo(model, mark)}
      >
        <span class="event-time">{timeOfDay(mark.t)}</span>
        <span
          class="event-session"
          style={{ background: mark.session === undefined ? "transparent" : sessionColour(mark.session, isDark.value) }}
        />
        <span class="event-text">{mark.text}</span>
        <span class={tone}>{kindNames[mark.kind]}</span>
      </button>
    </li>
  );
}

function goTo(model: PageModel, mark: Mark): void {
  model.seek(mark.t);
  if (mark.interaction !== undefined) {
    model.selection.value = {
      kind: "interaction",
      id: mark.interaction,
      ...(mark.session && { session: mark.session }),
    };
  } else if (mark.session !== undefined) model.selection.value = { kind: "session", id: mark.session };
  else if (mark.device !== undefined) model.selection.value = { kind: "device", id: mark.device };
}
