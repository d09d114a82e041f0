import type { CartLine, Receipt, SessionClosing, StoreEvent } from "@aisle/fusion";
import type { DeviceKind, DeviceStatus } from "@aisle/sdk";
import type { WireItem } from "./items.ts";

/** Receipts and notes that are kept, the newest last. */
const mostReceipts = 50;
const mostNotes = 20;
/** A store that never closes a session must not fill anybody's memory: the oldest are forgotten. */
const mostSessions = 2_000;
/** Beyond so many devices those that were closed for good are forgotten when another one comes. */
const mostDevices = 1_000;

/** A session that is open now. Times in ms since the epoch, money in minor units. */
export interface SessionState {
  readonly id: string;
  readonly credential: string | null;
  readonly gate: string | null;
  readonly openedAt: number;
  readonly persons: number;
  readonly lines: readonly CartLine[];
  readonly total: number;
  /** When its cart last changed. */
  readonly changedAt?: number;
}

/** A receipt, and when it was issued. */
export interface ReceiptState {
  readonly t: number;
  readonly receipt: Receipt;
  /** Why its session ended, where the closing came just before it. */
  readonly reason?: SessionClosing;
}

/** Everything that was said up to a moment, folded: what a page shows beside the floor. */
export interface StoreState {
  /** When the last item was said. */
  readonly t: number;
  /** Id of the last store event; 0 before the first. */
  readonly event: number;
  readonly sessions: readonly SessionState[];
  /** The last ones, the newest last. */
  readonly receipts: readonly ReceiptState[];
  /** How many there were in all. */
  readonly receiptCount: number;
  readonly devices: readonly { readonly device: string; readonly kind: DeviceKind; readonly status: DeviceStatus }[];
  readonly notes: readonly { readonly t: number; readonly text: string }[];
  /** The session that has just closed and why, until its receipt has come. */
  readonly closing?: { readonly session: string; readonly reason: SessionClosing };
}

/** Before anything was said. */
export const emptyState: StoreState = {
  t: 0,
  event: 0,
  sessions: [],
  receipts: [],
  receiptCount: 0,
  devices: [],
  notes: [],
};

/** The state after one more item. Pure: parts that do not change stay the same objects. */
export function foldItem(state: StoreState, item: WireItem): StoreState {
  switch (item.k) {
    case "state":
      return item.state;
    case "event":
      // After a reconnect an event may come a second time.
      if (item.event.id <= state.event) return state;
      return { ...foldEvent(state, item.event, item.t), t: item.t, event: item.event.id };
    case "device": {
      const { device, kind, status } = item;
      const others = state.devices.filter((each) => each.device !== device);
      if (others.length === state.devices.length) {
        const kept = others.length < mostDevices ? others : others.filter((each) => each.status.state !== "closed");
        return { ...state, t: item.t, devices: [...kept, { device, kind, status }] };
      }
      const devices = state.devices.map((each) => (each.device === device ? { device, kind, status } : each));
      return { ...state, t: item.t, devices };
    }
    case "note":
      return { ...state, t: item.t, notes: last([...state.notes, { t: item.t, text: item.text }], mostNotes) };
    default:
      return state;
  }
}

function foldEvent(state: StoreState, event: StoreEvent, t: number): StoreState {
  switch (event.type) {
    case "session.opened": {
      const { session: id, credential, gate, at: openedAt } = event;
      const opened: SessionState = { id, credential, gate, openedAt, persons: 1, lines: [], total: 0 };
      return { ...state, sessions: last([...state.sessions, opened], mostSessions) };
    }
    case "session.revised":
      return changed(state, event.session, { credential: event.credential, persons: event.persons });
    case "session.joined":
      return changed(state, event.session, { persons: event.persons });
    case "cart.changed":
      return changed(state, event.session, { lines: event.lines, total: event.total, changedAt: t });
    case "session.closed":
      return {
        ...state,
        sessions: state.sessions.filter(({ id }) => id !== event.session),
        closing: { session: event.session, reason: event.reason },
      };
    case "receipt.issued": {
      const { closing, ...rest } = state;
      const { receipt } = event;
      const why = closing?.session === receipt.session ? { reason: closing.reason } : {};
      return {
        ...rest,
        receipts: last([...state.receipts, { t, receipt, ...why }], mostReceipts),
        receiptCount: state.receiptCount + 1,
      };
    }
    default:
      return state;
  }
}

function changed(state: StoreState, session: string, part: Partial<SessionState>): StoreState {
  return { ...state, sessions: state.sessions.map((each) => (each.id === session ? { ...each, ...part } : each)) };
}

function last<T>(list: readonly T[], most: number): readonly T[] {
  return list.length > most ? list.slice(list.length - most) : list;
}
