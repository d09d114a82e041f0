import type { DeviceHealth } from "@aisle/sdk";
import { timeOfDay } from "../ui/index.ts";
import { tellRate, tellUptime } from "./words.ts";

/** How one device does, in figures. */
export function Figures({ health }: { readonly health: DeviceHealth }) {
  const { latency, commands, lastReadingAt, uptime } = health;
  const pairs: readonly (readonly [name: string, value: string, bad?: boolean])[] = [
    ["Readings", `${health.readings.toLocaleString("en-GB")} · ${tellRate(health.rate)} /s`],
    ["Last", lastReadingAt === undefined ? "none yet" : timeOfDay(lastReadingAt)],
    ["Latency p50 / p99", latency.count === 0 ? "–" : `${latency.p50} / ${latency.p99} ms`],
    ["Dropped", String(health.dropped), health.dropped > 0],
    ["Noise", String(health.noise), health.noise > 0],
    ["Lost, came back", `${health.losses}, ${health.reconnects}`, health.losses > 0],
    ["Tries to connect", String(health.attempts)],
    ["Uptime", uptime === undefined ? "–" : tellUptime(uptime)],
    [
      "Commands",
      `${commands.done} done, ${commands.refused} refused, ${commands.unknown} unknown`,
      commands.unknown > 0,
    ],
  ];
  return (
    <dl class="device-figures">
      {pairs.map(([name, value, bad]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class={bad === true ? "odd" : ""}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
