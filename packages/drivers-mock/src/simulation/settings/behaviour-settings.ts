import { amount, share, whole } from "./fields.ts";

/** Who comes, and what people do in the store. */
export const behaviourShape = {
  shoppersPerMinute: amount(14, 120, "Credentials that arrive in a minute; a full store makes them wait."),
  maxPeople: whole(10, 1, 60, "People in and before the store at once."),
  groups: share(0.12, "Share of arrivals that are two people under one credential."),
  friends: share(0, "Share of arrivals that are two people with a credential each, who want the same things together."),
  followers: share(0, "Share of arrivals with somebody behind them who slips in without a scan."),
  turnBacks: share(0, "Share of shoppers who scan, turn back before the gate, and go home."),
  staffPerHour: amount(
    0,
    240,
    "How often somebody of the staff comes to fill shelves up by hand, as STAFF-1 and so on.",
  ),
  rush: share(0, "Chance, per thing on a list, that it is from the one bay that everybody wants."),
  touches: share(0.1, "Chance, per thing on a list, that a shopper touches something without taking it."),
  leans: share(0, "Chance, per thing on a list, of leaning on a shelf for 1 to 4 s."),
  browses: share(0, "Chance, per thing on a list, of holding a hand before plates without touching them."),
  putBacks: share(0.08, "Chance, per thing on a list, of taking something else and putting it back where it was."),
  misplace: share(0.04, "Chance, per thing on a list, of taking something else and leaving it on a wrong plate."),
  misplacedBeside: share(0, "Share of what is misplaced that is left beside its right place instead of anywhere."),
  dithers: share(0, "Chance, per thing on a list, of taking it, putting it back, and taking it after all."),
  holds: share(
    0,
    "Chance, per thing on a list, that a hand stays 2 to 8 s with what it has taken, then perhaps puts it back.",
  ),
  quickPicks: share(0, "Chance, per thing on a list, of one or two more picks nearby, 0.4 to 0.8 s apart."),
  crossedArms: share(0, "Chance, per place at a shelf, of standing to the side and reaching across."),
  handOvers: share(0, "Chance, per thing taken, that it is handed to somebody of another credential who stands near."),
} as const;
