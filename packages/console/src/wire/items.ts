import type { StoreEvent } from "@aisle/fusion";
import type { DeviceHealth, DeviceKind, DeviceStatus } from "@aisle/sdk";
import type { TapeRange } from "./chunk.ts";
import type { Frame } from "./frame.ts";
import type { Mark } from "./mark.ts";
import type { StoreState } from "./state.ts";

/** The floor. The only kind of item that a slow client may miss. */
export interface FrameItem {
  readonly k: "frame";
  readonly t: number;
  readonly frame: Frame;
}

/** A store event, as fusion said it. `t` is when it was said; `event.at` when it happened. */
export interface EventItem {
  readonly k: "event";
  readonly t: number;
  readonly event: StoreEvent;
}

/** A device has changed its status. */
export interface DeviceItem {
  readonly k: "device";
  readonly t: number;
  readonly device: string;
  readonly kind: DeviceKind;
  readonly status: DeviceStatus;
}

/** How every device does; once a second. Not on the tape. */
export interface HealthItem {
  readonly k: "health";
  readonly t: number;
  readonly devices: readonly DeviceHealth[];
}

/** Something the host has to say, such as that it refused a member. */
export interface NoteItem {
  readonly k: "note";
  readonly t: number;
  readonly text: string;
}

/** How far the tape goes now, and the marks that are new on it; once a second. Not on the tape. */
export interface TapeItem {
  readonly k: "tape";
  readonly t: number;
  readonly range: TapeRange;
  readonly marks: readonly Mark[];
}

/** Everything as it is: the first item of a stream, and again after a client lost items. Not on the tape. */
export interface StateItem {
  readonly k: "state";
  readonly t: number;
  readonly state: StoreState;
}

/** So many items, frames aside, could not be kept for this client; a `state` follows. Not on the tape. */
export interface LostItem {
  readonly k: "lost";
  readonly t: number;
  readonly items: number;
}

/** What a gate or its scanner said, for the gate test. Never whose credential it was. Not on the tape. */
export interface GateItem {
  readonly k: "gate";
  readonly t: number;
  /** Id of the gate, also for its scanner. */
  readonly gate: string;
  readonly what: "scan" | "authorised" | "passage" | "alarm";
  /** Of `authorised` and `passage`. */
  readonly direction?: "in" | "out";
  /** Of `passage`: whether somebody went through, and as they should. Others than `completed` are failures. */
  readonly phase?: "completed" | "timed-out" | "reverted" | "forced";
  /** Of `alarm`. */
  readonly alarm?: "fire" | "tamper" | "fault";
  readonly active?: boolean;
}

/** One thing on the stream (`GET stream`, server-sent events; each message is a JSON array of items) or on the tape. */
export type WireItem =
  | FrameItem
  | EventItem
  | DeviceItem
  | HealthItem
  | NoteItem
  | TapeItem
  | StateItem
  | LostItem
  | GateItem;
