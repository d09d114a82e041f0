import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import type uPlot from "uplot";
import type { Evidence } from "../../../src/wire/index.ts";
import { Chart, type ChartPlan, rule, shade } from "./chart.tsx";
import type { ChartColours } from "./chart-theme.ts";
import { alignCurves, thinned } from "./curves.ts";
import { signedGrams, signedSeconds } from "./figures.ts";
import { Legend } from "./legend.tsx";
import { Table } from "./table.tsx";

interface WeightChartProps {
  readonly evidence: Evidence;
  readonly span: readonly [from: number, to: number];
}

/** Variables of the page's colours for the plates of an interaction, the largest change first. */
const ownColours = ["accent", "pick", "return"] as const;

/** What the plates weighed around the change, relative to before; neighbours faint. */
export function WeightChart({ evidence, span }: WeightChartProps) {
  const pointer = useSignal<number | null>(null);
  const onPointer = useCallback((index: number | null) => (pointer.value = index), [pointer]);
  const { interaction, curves } = evidence;
  const [own, aligned] = useMemo(() => {
    const plates = interaction.plates.toSorted((a, b) => Math.abs(b.grams) - Math.abs(a.grams));
    const ids = plates.map(({ plate }) => plate);
    // What is drawn last lies on top: the largest change.
    const drawn = curves.toSorted((a, b) => ids.indexOf(b.plate) - ids.indexOf(a.plate));
    return [ids, alignCurves(drawn, new Set(ids), interaction.from)] as const;
  }, [evidence]);
  const colourOf = (plate: string) => ownColours[own.indexOf(plate) % ownColours.length] ?? "accent";
  const until = (interaction.to - interaction.from) / 1000;

  const plan = useCallback(
    (colours: ChartColours): ChartPlan => ({
      data: [[...aligned.seconds], ...aligned.series.map(({ grams }) => [...grams])],
      series: aligned.series.map(({ plate, own: mine }) => ({
        stroke: mine ? colours[colourOf(plate)] : colours.dim,
        alpha: mine ? 1 : 0.45,
        width: mine ? 2 : 1,
        points: { show: false },
      })),
      x: span,
      y: (_: uPlot, min: number | null, max: number | null) => {
        const room = Math.max(10, ((max ?? 0) - (min ?? 0)) * 0.08);
        return [Math.min(min ?? 0, 0) - room, Math.max(max ?? 0, 0) + room];
      },
      unit: "g",
      under: (plot) => {
        shade(plot, 0, until, colours.surface);
        rule(plot, "x", 0, colours.dim, [2, 2]);
        rule(plot, "x", until, colours.dim, [2, 2]);
        for (const { plate, grams } of interaction.plates) rule(plot, "y", grams, colours[colourOf(plate)], [6, 4]);
      },
    }),
    [aligned, span],
  );
  if (aligned.seconds.length === 0) return <p class="empty">No sample of these plates was kept.</p>;

  return (
    <figure class="evidence-figure">
      <figcaption>
        Weight of the plates, relative to before; neighbours faint. Dashed: the change that was decided.
      </figcaption>
      <Chart label="Weight of the plates over time" plan={plan} onPointer={onPointer} />
      <Legend
        pointer={pointer}
        when={(i) => signedSeconds((aligned.seconds[i] ?? 0) * 1000)}
        entries={aligned.series
          .map(({ plate, own: mine, grams }) => ({
            key: plate,
            label: plate,
            colour: mine ? `var(--${colourOf(plate)})` : "var(--text-dim)",
            faint: !mine,
            valueAt: (i: number) => {
              const value = grams[i];
              return value === null ? "dead" : value === undefined ? undefined : signedGrams(value);
            },
          }))
          .toReversed()}
      />
      <Table
        title="Weights as a table"
        head={["Time", ...aligned.series.map(({ plate }) => plate)]}
        rows={() =>
          thinned(aligned, 0.25).map(({ second, grams }) => [
            signedSeconds(second * 1000),
            ...grams.map((value) => (value === null ? "–" : signedGrams(value))),
          ])
        }
      />
    </figure>
  );
}
