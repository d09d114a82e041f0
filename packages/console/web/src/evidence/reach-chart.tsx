import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import type uPlot from "uplot";
import type { Evidence } from "../../../src/wire/index.ts";
import { Chart, type ChartPlan, rule, shade } from "./chart.tsx";
import type { ChartColours } from "./chart-theme.ts";
import { companionColour, placesInSession } from "./companions.ts";
import { signedSeconds } from "./figures.ts";
import { Legend } from "./legend.tsx";
import { handLine, type ReachLines, reachLines } from "./reach-lines.ts";
import { Table } from "./table.tsx";

interface ReachChartProps {
  readonly evidence: Evidence;
  readonly span: readonly [from: number, to: number];
  /** Whether anything in this store sees people. */
  readonly seen: boolean;
}

/** Who is farther away than this says nothing about the plate, metres. */
const farthest = 3;

/** How near each candidate's hand (solid) or body (dashed) was to the plate. */
export function ReachChart({ evidence, span, seen }: ReachChartProps) {
  const pointer = useSignal<number | null>(null);
  const onPointer = useCallback((index: number | null) => (pointer.value = index), [pointer]);
  const { interaction, reach } = evidence;
  const { seconds, people } = useMemo(() => reachLines(reach, interaction.from), [evidence]);
  const places = useMemo(() => placesInSession(people), [people]);
  const until = (interaction.to - interaction.from) / 1000;

  const plan = useCallback(
    (colours: ChartColours): ChartPlan => ({
      data: [[...seconds], ...people.flatMap(({ hand, body }) => [[...hand], [...body]])],
      series: people.flatMap(({ session }, i): uPlot.Series[] => {
        const stroke = companionColour(session, places[i] ?? 0, colours.dark);
        const points = { show: false };
        return [
          { stroke, width: 2.5, points },
          { stroke, width: 1.5, dash: [5, 4], points },
        ];
      }),
      x: span,
      y: (_: uPlot, _min: number | null, max: number | null) => [0, Math.min(farthest, Math.max(1, (max ?? 1) * 1.05))],
      unit: "m",
      under: (plot) => {
        shade(plot, 0, until, colours.surface);
        rule(plot, "x", 0, colours.dim, [2, 2]);
        rule(plot, "x", until, colours.dim, [2, 2]);
        rule(plot, "y", handLine, colours.text, [2, 3]);
      },
    }),
    [people, span],
  );
  if (people.length === 0) {
    return <p class="empty">{seen ? "Nobody was near these plates." : "No camera sees people here."}</p>;
  }

  return (
    <figure class="evidence-figure">
      <figcaption>
        Distance to the plate: hand solid, body dashed. Dotted: {handLine} m, where a hand is at the plate.
      </figcaption>
      <Chart label="Distance of each candidate to the plate over time" plan={plan} onPointer={onPointer} />
      <Legend
        pointer={pointer}
        when={(i) => signedSeconds((seconds[i] ?? 0) * 1000)}
        entries={people.map((lines, k) => ({
          key: String(lines.person),
          label: `${lines.session ?? "nobody known"} #${lines.person}`,
          colour: `light-dark(${companionColour(lines.session, places[k] ?? 0, false)}, ${companionColour(lines.session, places[k] ?? 0, true)})`,
          valueAt: (i: number) => distanceAt(lines, i)?.metres,
        }))}
      />
      <Table
        title="Distances as a table"
        head={["Time", ...people.map(({ session, person }) => `${session ?? "nobody known"} #${person}`)]}
        rows={() =>
          seconds.map((second, i) => [signedSeconds(second * 1000), ...people.map((lines) => toldAt(lines, i))])
        }
      />
    </figure>
  );
}

function distanceAt(
  { hand, body }: ReachLines,
  i: number,
): { readonly metres: string; readonly of: string } | undefined {
  const nearest = hand[i] ?? body[i];
  if (nearest === undefined) return undefined;
  if (nearest === null) return { metres: "not there", of: "" };
  return { metres: `${nearest.toFixed(2)} m`, of: typeof hand[i] === "number" ? "hand" : "body" };
}

function toldAt(lines: ReachLines, i: number): string {
  const there = distanceAt(lines, i);
  return there === undefined ? "–" : `${there.metres} ${there.of}`;
}
