import { useEffect, useId, useRef } from "preact/hooks";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay } from "../ui/index.ts";
import { Controls } from "./controls.tsx";
import type { DeviceRow } from "./device-rows.ts";
import { Figures } from "./figures.tsx";
import { type DeviceOutcomes, isDoubtful } from "./outcome.ts";
import { tellRate, tellState } from "./words.ts";

interface DeviceEntryProps {
  readonly model: PageModel;
  readonly row: DeviceRow;
  readonly open: boolean;
  /** Why it cannot be told anything now. */
  readonly blocked: string | undefined;
  readonly outcomes: DeviceOutcomes;
}

/** One device: a line with its state, and opened all its figures and what it can be told. */
export function DeviceEntry({ model, row, open, blocked, outcomes }: DeviceEntryProps) {
  const body = useId();
  const entry = useRef<HTMLElement>(null);
  const { device, kind, since, reason, health, outOfService } = row;
  const { text, level } = tellState(row);

  // Chosen on the floor: brought into view.
  useEffect(() => {
    if (open && entry.current?.contains(document.activeElement) === false) {
      entry.current.scrollIntoView({ block: "nearest" });
    }
  }, [open]);

  return (
    <article
      ref={entry}
      class={open ? "card device open" : "card device"}
      data-testid={`device-${device}`}
      data-device={device}
    >
      <button
        type="button"
        class="device-head"
        data-focus="head"
        aria-expanded={open}
        aria-controls={body}
        onClick={() => (model.selection.value = open ? undefined : { kind: "device", id: device })}
      >
        <span class="device-name">{device}</span>
        {row.alarm && <span class="device-kind dim">{kind}</span>}
        <span class={`badge ${level}`}>{text}</span>
        {outcomes.some(({ command }) => isDoubtful(outcomes, command)) && (
          <span class="badge warn">outcome unknown</span>
        )}
        <span class="device-rate dim">
          {health !== undefined && `${tellRate(health.rate)} /s`}
          {health !== undefined && health.latency.count > 0 && ` · p99 ${health.latency.p99} ms`}
        </span>
      </button>
      {/* That a whole recording has ended need not be said of each device. */}
      {reason !== undefined && reason.code !== "closed-by-host" && (
        <p class="device-reason">
          {outOfService ? reason.message : `${reason.message} `}
          {!outOfService && reason.remedy !== undefined && <strong>{reason.remedy}</strong>}
        </p>
      )}
      <div id={body} hidden={!open}>
        {open && (
          <>
            <p class="dim">
              {kind} · {text} since {timeOfDay(since)}
              {reason !== undefined && ` · ${reason.code}`}
            </p>
            {(reason?.problems ?? []).length > 0 && (
              <ul class="device-problems">
                {reason?.problems?.map((problem, i) => (
                  <li key={i}>
                    {problem.path.join(".")}: {problem.message}
                  </li>
                ))}
              </ul>
            )}
            {health === undefined ? (
              <p class="dim">Its figures are known only while the page follows a running store.</p>
            ) : (
              <Figures health={health} />
            )}
            {model.hello.value?.mode === "live" && (
              <Controls model={model} row={row} blocked={blocked} outcomes={outcomes} />
            )}
          </>
        )}
      </div>
    </article>
  );
}
