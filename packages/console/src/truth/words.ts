import type { InteractionEvidence } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";
import { type JudgeBook, window } from "./judge-book.ts";
import type { TruthInteraction } from "./replay-truth.ts";

/** Other people at the same plates of whom a sentence tells. */
const mostOthers = 3;

/** `−118 g`; one digit below 10 g. */
function grams(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? "−" : "+"}${size < 10 ? size.toFixed(1) : size.toFixed(0)} g`;
}

/** `61 %`; `under 1 %`, so that unlikely does not read as impossible. */
export function percent(probability: number): string {
  if (probability > 0 && probability < 0.01) return "under 1 %";
  return `${(probability * 100).toFixed(0)} %`;
}

/** `1.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `:46.7`, the second of its minute: the same in every time zone. */
export function secondOfMinute(t: number): string {
  const tenths = Math.floor((((t % 60_000) + 60_000) % 60_000) / 100);
  return `:${(tenths / 10).toFixed(1).padStart(4, "0")}`;
}

/** `2 × Oat Bar (120 g each)`. */
export function units(book: JudgeBook, gtin: string, quantity: number): string {
  const product = book.product(gtin);
  const weight = product === undefined ? "" : ` (${product.weight.toFixed(0)} g${quantity > 1 ? " each" : ""})`;
  return `${quantity} × ${book.name(gtin)}${weight}`;
}

/** `i12 measured −118 g at g3/s2/p1`. */
export function measured({ id, plates }: InteractionEvidence): string {
  return `${id} measured ${plates.map(({ plate, grams: change }) => `${grams(change)} at ${plate}`).join(" and ")}`;
}

/** How likely it was believed that this product was among what moved. */
function chanceOfProduct({ products }: InteractionEvidence, gtin: string): number {
  const wanted = gtin14(gtin);
  return products
    .filter(({ items }) => items.some((item) => gtin14(item.gtin) === wanted))
    .reduce((sum, { probability }) => sum + probability, 0);
}

/** What was thought of each product: `Oat Bar had 61 %, Nut Mix 30 %`. */
export function chancesOfProducts(book: JudgeBook, evidence: InteractionEvidence, gtins: readonly string[]): string {
  return gtins
    .map((gtin, i) => `${book.name(gtin)}${i === 0 ? " had" : ""} ${percent(chanceOfProduct(evidence, gtin))}`)
    .join(", ");
}

/** What was thought of each session: `s4 had 61 %, s5 35 %`. */
export function chancesOfSessions({ sessions }: InteractionEvidence, wanted: readonly (string | undefined)[]): string {
  const told = new Set(wanted.filter((session) => session !== undefined));
  return [...told]
    .map((session, i) => {
      const chance = sessions.find((each) => each.session === session)?.probability ?? 0;
      return `${session}${i === 0 ? " had" : ""} ${percent(chance)}`;
    })
    .join(", ");
}

/** What else went on at the same plates, which one measurement may hold too: a sentence, or nothing. */
export function alsoThere(book: JudgeBook, evidence: InteractionEvidence, real: TruthInteraction): string {
  const others = book.besides(evidence, real).map((each) => didWhat(book, each));
  if (others.length === 0) return "";
  const more = others.length > mostOthers ? ` and ${others.length - mostOthers} more` : "";
  return ` Within ${seconds(window)} there too: ${others.slice(0, mostOthers).join(", ")}${more}.`;
}

/** `MEMBER-7 took 2 × Oat Bar (120 g each)`. */
export function didWhat(book: JudgeBook, { person, kind, gtin = "", quantity = 1 }: TruthInteraction): string {
  const who = book.shopper(person);
  if (kind === "touch") return `${who} only touched`;
  return kind === "pick"
    ? `${who} took ${units(book, gtin, quantity)}`
    : `${who} put ${units(book, gtin, quantity)} back`;
}
