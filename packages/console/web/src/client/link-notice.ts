import type { Hello, PersonFrame, StoreState, TapeRange } from "../../../src/wire/index.ts";
import { day, timeOfDay } from "../ui/formats.ts";
import type { Selection } from "./page-model.ts";

/** A moment this little after the newest one, ms, is no future: the end of the tape is told once a second. */
const newestSlack = 5_000;
/** The last moment that a date can stand for, ms since the epoch. */
const lastDate = 8.64e15;

/**
 * Why the moment that a link names is not the one that is shown, in words; `undefined` where it is.
 *
 * @param now The newest moment that is known of a running store, ms since the epoch.
 */
export function tellMissedMoment(t: number, mode: Hello["mode"], range: TapeRange, now: number): string | undefined {
  const moment = t > lastDate ? "The moment of this link" : `The moment of this link, ${dayAndTime(t)},`;
  const newest = "You see the newest there is.";
  if (t < range.from) {
    const oldest = dayAndTime(range.from);
    return mode === "replay" && t < range.from0
      ? `${moment} is before the recording. You see its beginning, ${oldest}.`
      : `${moment} is no longer on the tape. You see the oldest there is, ${oldest}.`;
  }
  if (mode === "live") return t > now + newestSlack ? `${moment} has not come yet. ${newest}` : undefined;
  if (t > (range.complete ? range.until : (range.end ?? Number.POSITIVE_INFINITY))) {
    return `${moment} is after the recording. You see its end.`;
  }
  return t > range.until && range.end === undefined ? `${moment} has not been read yet. ${newest}` : undefined;
}

/** That what a link chose is not there at the moment that is shown, in words; `undefined` where it is. */
export function tellMissing(
  chosen: Selection,
  store: Hello["store"],
  state: StoreState,
  people: readonly Pick<PersonFrame, "id">[],
): string | undefined {
  const { kind, id } = chosen;
  switch (kind) {
    case "session": {
      const told = [...state.sessions.map((each) => each.id), ...state.receipts.map(({ receipt }) => receipt.session)];
      if (told.includes(id) || state.closing?.session === id) return undefined;
      return `The session of this link, ${id}, is not known at this moment.`;
    }
    case "person":
      if (people.some((person) => person.id === id)) return undefined;
      return `The person of this link, track ${id}, is not on the floor at this moment.`;
    case "plate":
      if (store.shelves.some(({ plates }) => plates.some((plate) => plate.id === id))) return undefined;
      return `The plate of this link, ${id}, is not in this store.`;
    case "interaction":
      // The evidence says so itself.
      return undefined;
    default: {
      const fixed = [...store.cameras, ...store.gates, ...store.shelves].some((each) => each.id === id);
      if (fixed || state.devices.some(({ device }) => device === id)) return undefined;
      return `The ${kind} of this link, ${id}, is not in this store.`;
    }
  }
}

function dayAndTime(t: number): string {
  return `${day(t)} ${timeOfDay(t)}`;
}
