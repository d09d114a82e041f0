import type { LineExplanation, UnitExplanation } from "@aisle/fusion";
import { momentOfDay, plain } from "../views/index.ts";

/** Most values of a curve that are told: the rest is thinned out evenly. */
const mostValues = 24;

const percent = (probability: number): string => `${(100 * probability).toFixed(probability > 0.99 ? 2 : 0)} %`;
const signed = (grams: number): string => `${grams < 0 ? "−" : "+"}${Math.abs(grams).toFixed(1)} g`;
const after = (from: number, to: number | undefined): string =>
  to === undefined ? "not yet" : `+${((to - from) / 1000).toFixed(2)} s`;
const who = (session: string | null): string => session ?? "nobody known";

/** Why a line is what it is, for people to read: lines of text, a few for each unit. */
export function explanationText({ session, line, units }: LineExplanation): readonly string[] {
  const head = `${line.id}: ${line.quantity} × ${line.name} (${line.gtin}) of ${session}, ${percent(line.confidence)} sure`;
  return [head + (line.review ? ", to be looked at" : ""), ...units.flatMap(unitText)].map(plain);
}

function unitText({
  unit,
  interaction,
  curve,
  candidates,
  alternatives,
  identity = [],
  revisions,
}: UnitExplanation): string[] {
  const { at, provisionalAt, settledAt, confidence } = unit;
  const rows: [string, string][] = [
    ["unit", `${momentOfDay(at)}, ${percent(confidence)} (${interaction.kind} ${interaction.id})`],
    ["in cart", `${after(at, provisionalAt)}, settled ${after(at, settledAt)}`],
    ["plates", interaction.plates.map(({ plate, grams }) => `${plate} ${signed(grams)}`).join(", ")],
    ["moved", `${momentOfDay(interaction.from)} to ${momentOfDay(interaction.to)}`],
  ];
  if (curve !== undefined) {
    const every = Math.max(1, Math.ceil(curve.grams.length / mostValues));
    const values = curve.grams.filter((_, index) => index % every === 0).map((grams) => grams.toFixed(0));
    rows.push([
      "grams",
      `${values.join(" ")} (every ${Math.round(curve.dt * every)} ms from ${momentOfDay(curve.at)})`,
    ]);
  }
  for (const { session, probability, distance, hand, logLikelihood } of candidates) {
    const near = distance === null ? "not seen" : `${hand ? "hand" : "body"} at ${distance.toFixed(2)} m`;
    rows.push(["who", `${who(session)} ${percent(probability)}: ${near}, log-likelihood ${logLikelihood.toFixed(1)}`]);
  }
  for (const { items, session, probability } of alternatives) {
    const moved = items.map(({ gtin, count }) => `${count > 0 ? "+" : "−"}${Math.abs(count)} ${gtin}`).join(" ");
    rows.push(["answer", `${moved === "" ? "nothing moved" : moved} by ${who(session)}: ${percent(probability)}`]);
  }
  for (const { other, since, probability } of identity) {
    rows.push(["identity", `since ${momentOfDay(since)} taken for ${who(other)}: ${percent(probability)}`]);
  }
  for (const revision of revisions) rows.push(["revised", `${momentOfDay(revision.at)}, ${revision.reason}`]);
  return rows.map(([name, text], index) => `${index === 0 ? "  " : "    "}${name.padEnd(8)} ${text}`);
}
