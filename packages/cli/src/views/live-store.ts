import type { CartLine, StoreEvent } from "@aisle/fusion";
import type { DeviceStatus } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { CheckedReceipt, ReceiptCounts } from "../truth/index.ts";
import { storeWords, type Words } from "./words.ts";

const mostReceipts = 50;
const mostNotes = 5;
/** A store that never closes a session must not fill the memory of its view. */
const mostSessions = 2_000;

/** A session that is open now. */
export interface OpenSession {
  readonly id: string;
  readonly credential: string | null;
  readonly gate: string | null;
  readonly openedAt: number;
  readonly persons: number;
  readonly lines: readonly CartLine[];
  /** Minor units of the store's currency. */
  readonly total: number;
}

/** What the live view shows. Bounded; changed in place by the functions below. */
export interface LiveStore {
  readonly name: string;
  readonly words: Words;
  /** Address of the page, where there is one. */
  page?: string;
  /** Store time, milliseconds since the epoch. */
  at: number;
  readonly sessions: Map<string, OpenSession>;
  /** The last receipts, the newest last. */
  readonly receipts: CheckedReceipt[];
  readonly devices: Map<string, DeviceStatus>;
  /** The last things the host had to say, the newest last. */
  readonly notes: string[];
  counts: ReceiptCounts;
}

export function createLiveStore(model: StoreModel, at: number): LiveStore {
  return {
    name: model.name,
    words: storeWords(model),
    at,
    sessions: new Map(),
    receipts: [],
    devices: new Map(),
    notes: [],
    counts: { receipts: 0, withTruth: 0, exact: 0, missed: 0 },
  };
}

export function applyEvent(store: LiveStore, event: StoreEvent): void {
  store.at = Math.max(store.at, event.at);
  if (event.type === "session.opened") {
    const { session: id, credential, gate, at: openedAt } = event;
    store.sessions.set(id, { id, credential, gate, openedAt, persons: 1, lines: [], total: 0 });
    dropOldest(store.sessions);
  } else if (event.type === "session.revised") {
    change(store, event.session, { credential: event.credential, persons: event.persons });
  } else if (event.type === "session.joined") {
    change(store, event.session, { persons: event.persons });
  } else if (event.type === "cart.changed") {
    change(store, event.session, { lines: event.lines, total: event.total });
  } else if (event.type === "session.closed") {
    store.sessions.delete(event.session);
  }
}

export function applyReceipt(store: LiveStore, checked: CheckedReceipt): void {
  keepLast(store.receipts, checked, mostReceipts);
}

export function applyNote(store: LiveStore, note: string): void {
  keepLast(store.notes, note, mostNotes);
}

function change(store: LiveStore, id: string, part: Partial<OpenSession>): void {
  const session = store.sessions.get(id);
  if (session !== undefined) store.sessions.set(id, { ...session, ...part });
}

function dropOldest(sessions: Map<string, OpenSession>): void {
  if (sessions.size <= mostSessions) return;
  for (const id of sessions.keys()) {
    sessions.delete(id);
    return;
  }
}

function keepLast<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.shift();
}
