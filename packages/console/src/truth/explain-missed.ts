import type { InteractionEvidence } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";
import type { JudgedItem } from "../wire/index.ts";
import { gap, type JudgeBook, window } from "./judge-book.ts";
import type { Booking } from "./ledger.ts";
import type { TruthInteraction } from "./replay-truth.ts";
import {
  alsoThere,
  chancesOfProducts,
  chancesOfSessions,
  didWhat,
  measured,
  percent,
  secondOfMinute,
  seconds,
  units,
} from "./words.ts";

/** Units that a shopper had and that are on no receipt of theirs. */
export interface MissedUnits {
  readonly gtin: string;
  readonly quantity: number;
  readonly shopper: string;
  /** The session of the receipt they should be on; absent where there was no receipt. */
  readonly session: string | undefined;
  readonly pick: TruthInteraction | undefined;
}

/** Why they are missing, and the interaction to look at. */
export function explainMissed(book: JudgeBook, missed: MissedUnits): Pick<JudgedItem, "why" | "interaction"> {
  const { gtin, quantity, pick, session, shopper } = missed;
  const receipt = session === undefined ? ` No receipt was issued for ${shopper}.` : "";
  if (pick === undefined)
    return { why: `The truth does not say where ${units(book, gtin, quantity)} came from.${receipt}` };
  const found = book.detected(pick);
  if (found === undefined) {
    const nothing = `Nothing was detected at ${pick.plate} within ${seconds(window)}`;
    return { why: `${nothing} of ${units(book, gtin, pick.quantity ?? 1)} being taken.${receipt}` };
  }
  const apart = gap(found, pick);
  const when = apart === 0 ? "" : `, ${seconds(apart)} apart`;
  const took = `${shopper} took ${units(book, gtin, pick.quantity ?? 1)} from ${pick.plate}; ${measured(found)}${when}.`;
  return {
    interaction: found.id,
    why: `${took} ${fate(book, found, missed, pick)}${alsoThere(book, found, pick)}${receipt}`,
  };
}

/** What became of what was detected. */
function fate(book: JudgeBook, found: InteractionEvidence, missed: MissedUnits, pick: TruthInteraction): string {
  const { gtin, session } = missed;
  const bookings = book.ledger.bookings(found.id);
  const same = bookings.filter((each) => gtin14(each.gtin) === gtin14(gtin));
  const chances = chancesOfSessions(found, [session]);
  const own = same.find((each) => each.session === session);
  if (own !== undefined) return ownFate(book, own, missed, pick);
  const [elsewhere] = same;
  if (elsewhere !== undefined) {
    const whose = book.shopperOf(elsewhere.session);
    const name = whose === undefined ? elsewhere.session : `${elsewhere.session} (${whose})`;
    return `It was booked on ${name}: ${chancesOfSessions(found, [elsewhere.session, session])}.`;
  }
  const [other] = bookings;
  if (other !== undefined) {
    const held = `It was taken for ${units(book, other.gtin, other.quantity)} on ${other.session}`;
    return `${held}: ${chancesOfProducts(book, found, [other.gtin, gtin])}.`;
  }
  if (found.kind !== "pick") return `It was told as a ${found.kind}: ${chancesOfProducts(book, found, [gtin])}.`;
  const nobody = found.sessions.find((each) => each.session === null)?.probability ?? 0;
  const known = chances === "" ? "" : `, ${chances}`;
  return `It was booked on nobody: nobody who is known had ${percent(nobody)}${known}. ${chancesOfProducts(book, found, [gtin])}.`;
}

function ownFate(
  book: JudgeBook,
  { session, quantity, from, until, cause }: Booking,
  missed: MissedUnits,
  pick: TruthInteraction,
): string {
  if (until !== undefined) {
    const away = `It was on ${session}, and ${cause ?? "something"} took it away ${seconds(until - from)} later`;
    return `${away}${whatTookIt(book, cause, session)}.`;
  }
  const really = pick.quantity ?? missed.quantity;
  if (quantity < really) return `Only ${quantity} of ${really} were booked.`;
  return `It was booked on ${session}, but stands for another pick: both cannot be in it.`;
}

/** Whose return it really was that took units off a cart; nothing where a return was not what did it. */
function whatTookIt(book: JudgeBook, cause: string | undefined, session: string): string {
  const evidence = cause === undefined ? undefined : book.ledger.interactions.get(cause);
  if (evidence?.kind !== "return") return "";
  const real = book.happened(evidence);
  if (real === undefined) return `, but nobody touched anything there within ${seconds(window)}`;
  if (real.kind !== "return") return `, but ${didWhat(book, real)} at ${real.plate} then`;
  const goods = real.gtin === undefined ? "" : ` of ${units(book, real.gtin, real.quantity ?? 1)}`;
  const chance = evidence.sessions.find((each) => each.session === session)?.probability ?? 0;
  return `: ${book.shopper(real.person)}'s return${goods} at ${secondOfMinute(real.t)} was booked on ${session} (${percent(chance)})`;
}
