import { useRef } from "preact/hooks";
import type { ShellModel } from "../client/index.ts";
import { RoomBoundary } from "../ui/room-boundary.tsx";
import { panelTabs } from "./panels.tsx";

/** The column at the right, or below the floor on a phone: tabs and the room of the one that is chosen. */
export function PanelColumn({ model }: { readonly model: ShellModel }) {
  const list = useRef<HTMLDivElement>(null);
  const tabs = panelTabs(model.hello.value?.truth ?? false);
  const chosen = tabs.find(({ id }) => id === model.panel.value) ?? tabs[0]!;
  const { Room } = chosen;

  // As the pattern for tabs of WAI-ARIA asks: one tab stop, arrows choose.
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.indexOf(chosen);
    const to =
      event.key === "ArrowRight"
        ? at + 1
        : event.key === "ArrowLeft"
          ? at - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? -1
              : undefined;
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    model.panel.value = tab.id;
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };

  return (
    <aside class="panel-column" aria-label="Panels">
      <div class="tab-bar" role="tablist" aria-label="Panels" ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title, Icon }, i) => (
          <button
            type="button"
            key={id}
            id={`tab-${id}`}
            role="tab"
            aria-selected={id === chosen.id}
            aria-controls="panel-room"
            tabIndex={id === chosen.id ? 0 : -1}
            title={`${title} (${i + 1})`}
            onClick={() => (model.panel.value = id)}
          >
            <Icon />
            <span>{title}</span>
          </button>
        ))}
      </div>
      <div class="panel-room" id="panel-room" role="tabpanel" aria-labelledby={`tab-${chosen.id}`} tabIndex={0}>
        <RoomBoundary key={chosen.id} room={chosen.title.toLowerCase()}>
          <Room model={model} />
        </RoomBoundary>
      </div>
    </aside>
  );
}
