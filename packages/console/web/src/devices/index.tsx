import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { whyNotAllowed } from "./allowed.ts";
import { DeviceEntry } from "./device-entry.tsx";
import { countDevices, deviceRows, findsDevice, sections, sortDevices } from "./device-rows.ts";
import "./devices.css";
import { useKeptFocus } from "./kept-focus.ts";
import { outcomesOf } from "./kept-outcomes.ts";
import type { DeviceOutcomes } from "./outcome.ts";
import { sectionTitle } from "./words.ts";

const none: DeviceOutcomes = [];

/** Every device with how it does, why, and what it can be told. */
export function Devices({ model }: { readonly model: PageModel }) {
  const statuses = useComputed(() => model.state.value.devices);
  // Health is of now: beside a moment of the past it would say something that was not so.
  const health = useComputed(() => (model.live.value ? model.health.value : []));
  const rows = useComputed(() => sortDevices(deviceRows(statuses.value, health.value)));
  const blocked = useComputed(() => whyNotAllowed(model.hello.value, model.live.value));
  const selected = useComputed(() => {
    const selection = model.selection.value;
    const one = selection?.kind === "device" || selection?.kind === "camera" || selection?.kind === "gate";
    return one ? selection.id : undefined;
  });
  const search = useSignal({ text: "", kind: "", alarms: false });
  const outcomes = outcomesOf(model).value;
  const list = useRef<HTMLElement>(null);
  useKeptFocus(list);

  const found = rows.value.filter((row) => findsDevice(row, search.value));
  const counts = countDevices(rows.value);
  const kinds = [...new Set(rows.value.map(({ kind }) => kind))].sort();

  return (
    <section class="devices" ref={list} aria-label="Devices">
      <h2 class="devices-counts">
        {counts.all} {counts.all === 1 ? "device" : "devices"}
        <span class={counts.alarms > 0 ? "badge bad" : "badge good"}>
          {counts.alarms === 0 ? "no alarm" : `${counts.alarms} need a look`}
        </span>
        {counts.outOfService > 0 && <span class="badge">{counts.outOfService} out of service</span>}
      </h2>
      <div class="devices-head">
        <input
          type="search"
          aria-label="Find devices by id, state or reason"
          placeholder="Id, state, reason"
          value={search.value.text}
          onInput={(event) => (search.value = { ...search.value, text: event.currentTarget.value })}
        />
        <select
          aria-label="Kind of device"
          value={search.value.kind}
          onChange={(event) => (search.value = { ...search.value, kind: event.currentTarget.value })}
        >
          <option value="">All kinds</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {sectionTitle(kind)}
            </option>
          ))}
        </select>
        <label class="row">
          <input
            type="checkbox"
            checked={search.value.alarms}
            onChange={(event) => (search.value = { ...search.value, alarms: event.currentTarget.checked })}
          />
          Needs a look
        </label>
      </div>
      {blocked.value !== undefined && <p class="dim devices-note">{blocked.value}</p>}
      {found.length === 0 && (
        <p class="empty">{counts.all === 0 ? "No device has said anything yet." : "No device matches."}</p>
      )}
      {sections(found).map(({ section, rows: devices }) => (
        <section key={section} aria-label={sectionTitle(section)}>
          <h3 class="devices-section">
            {sectionTitle(section)} <span class="dim">{devices.length}</span>
          </h3>
          <ul class="devices-list">
            {devices.map((row) => (
              <li key={row.device}>
                <DeviceEntry
                  model={model}
                  row={row}
                  open={selected.value === row.device}
                  blocked={blocked.value}
                  outcomes={outcomes.get(row.device) ?? none}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
