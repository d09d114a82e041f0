import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CancelTimer, Clock } from "@aisle/sdk";
import type { ConsoleSource } from "../../console-source.ts";
import type { WireItem } from "../../wire/index.ts";
import { RefusedError } from "../refused-error.ts";
import type { SafeLog } from "../safe-log.ts";
import { batchBytes, eventId, readEventId } from "./batch.ts";
import { ItemLog } from "./item-log.ts";
import { isSuperseded, LatestItems } from "./latest-items.ts";
import { openingOf } from "./opening.ts";
import { endStream, type StreamClient, writeTo } from "./stream-client.ts";

/** At most so many clients follow at once. */
const mostStreams = 64;
/** Fifteen messages a second. */
const batchMs = 1_000 / 15;
const heartbeatMs = 15_000;
/** A client that takes nothing for so long is dead; it is looked at with every heartbeat. */
const deadAfterMs = 60_000;
/** Characters of JSON in one message, one larger item and the newest frame aside. */
const mostMessageText = 128 * 1_024;
const logBounds = { mostItems: 20_000, mostText: 8 * 1_024 * 1_024 };

/** Tells every client what the source says. A slow client misses frames, never events; a dead one is let go. */
export class Streams {
  readonly #source: ConsoleSource;
  readonly #clock: Clock;
  readonly #log: SafeLog;
  readonly #items = new ItemLog(logBounds);
  readonly #latest = new LatestItems();
  readonly #clients = new Set<StreamClient>();
  readonly #instance = randomBytes(8).toString("hex");
  readonly #unsubscribe: () => void;
  /** Messages of this turn by where they start: clients that stand at the same place get the same bytes. */
  readonly #made = new Map<string, { readonly bytes: Buffer; readonly next: number; readonly whole: boolean }>();
  #sharing = false;
  #turn = 0;
  #lastTurnAt = Number.NEGATIVE_INFINITY;
  #cancelTurn: CancelTimer | undefined;
  #cancelHeartbeat: CancelTimer | undefined;
  #closed = false;

  constructor(source: ConsoleSource, clock: Clock, log: SafeLog) {
    this.#source = source;
    this.#clock = clock;
    this.#log = log;
    this.#unsubscribe = source.subscribe((item) => {
      this.#take(item);
    });
  }

  /** Answers with a stream until the client goes, is dead, or may not listen any more. */
  open(request: IncomingMessage, response: ServerResponse, stillAllowed: () => boolean): void {
    if (this.#clients.size >= mostStreams) {
      throw new RefusedError("console-streams-full", `${mostStreams} clients follow this console already.`, {
        status: 503,
        remedy: "Close a page that nobody looks at, and try again.",
        headers: { "retry-after": "10" },
      });
    }
    const resumed = this.#resumed(request);
    // First, for it may raise; after it nothing does.
    const opening = resumed === undefined ? openingOf(this.#source, 0) : undefined;
    const cursor = resumed ?? this.#items.head;
    response.writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" });
    const client: StreamClient = { response, stillAllowed, opening, cursor, turn: -1, blockedSince: undefined };
    request.socket.setTimeout(0);
    request.socket.setNoDelay(true);
    response.on("drain", () => {
      client.blockedSince = undefined;
      this.#pump(client);
    });
    const gone = (): void => {
      this.#clients.delete(client);
      if (this.#clients.size === 0) this.#stopHeartbeat();
    };
    response.on("close", gone);
    response.on("error", gone);
    this.#clients.add(client);
    this.#planHeartbeat();
    writeTo(client, "retry: 2000\n\n", this.#clock.now());
    this.#pump(client);
  }

  /** Ends every stream and lets go of the source. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#cancelTurn?.();
    this.#stopHeartbeat();
    for (const client of this.#clients) endStream(client);
    this.#clients.clear();
  }

  /** Called by whoever speaks, fusion included: it only remembers. */
  #take(item: WireItem): void {
    if (isSuperseded(item)) this.#latest.put(item);
    else this.#items.append(item);
    if (this.#cancelTurn !== undefined || this.#closed) return;
    // A clock that was set back must not put the next message off.
    const wait = Math.min(batchMs, Math.max(0, this.#lastTurnAt + batchMs - this.#clock.now()));
    this.#cancelTurn = this.#clock.schedule(wait, () => {
      this.#nextTurn();
    });
  }

  #nextTurn(): void {
    this.#cancelTurn = undefined;
    this.#lastTurnAt = this.#clock.now();
    this.#items.seal(({ k }) => {
      this.#log.error("an item cannot be written as JSON and is left out", { item: k });
    });
    this.#latest.turn();
    this.#turn += 1;
    this.#sharing = true;
    for (const client of this.#clients) this.#pump(client);
    this.#sharing = false;
    this.#made.clear();
  }

  #resumed(request: IncomingMessage): number | undefined {
    const id = request.headers["last-event-id"];
    const at = readEventId(typeof id === "string" ? id : undefined, this.#instance);
    return at !== undefined && at <= this.#items.head ? at : undefined;
  }

  /** Writes what the client has not got yet, until it has all or its socket takes no more. */
  #pump(client: StreamClient): void {
    try {
      while (client.blockedSince === undefined && !client.response.destroyed && this.#step(client));
    } catch (error) {
      this.#log.failure("a stream was ended, for its next message could not be made", error);
      client.response.destroy();
    }
  }

  /** One message; false when there is none to write. */
  #step(client: StreamClient): boolean {
    const now = this.#clock.now();
    if (client.cursor < this.#items.first) {
      // All of them: what is still kept is in the state that follows, and does not come by itself.
      client.opening = openingOf(this.#source, this.#items.head - client.cursor);
      client.cursor = this.#items.head;
    }
    const piece = client.opening?.next();
    if (piece !== undefined) {
      // Whoever breaks off before the last of these begins anew.
      writeTo(client, batchBytes(piece.items, piece.last ? eventId(this.#instance, client.cursor) : undefined), now);
      if (piece.last) client.opening = undefined;
      return true;
    }
    if (client.cursor >= this.#items.sealed && client.turn === this.#turn) return false;
    const { bytes, next, whole } = this.#message(client);
    client.cursor = next;
    if (whole) client.turn = this.#turn;
    if (bytes.length === 0) return false;
    writeTo(client, bytes, now);
    return true;
  }

  #message(client: StreamClient): { readonly bytes: Buffer; readonly next: number; readonly whole: boolean } {
    const upToDate = client.turn === this.#turn - 1;
    const key = `${client.cursor} ${upToDate}`;
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const { items, next } = this.#items.read(client.cursor, mostMessageText);
    const whole = next >= this.#items.sealed;
    const newest = whole && client.turn !== this.#turn ? (upToDate ? this.#latest.fresh() : this.#latest.all()) : [];
    const all = [...items, ...newest];
    const bytes = all.length === 0 ? Buffer.alloc(0) : batchBytes(all, eventId(this.#instance, next));
    const message = { bytes, next, whole };
    if (upToDate && this.#sharing) this.#made.set(key, message);
    return message;
  }

  #planHeartbeat(): void {
    this.#cancelHeartbeat ??= this.#clock.schedule(heartbeatMs, () => {
      this.#cancelHeartbeat = undefined;
      if (this.#clients.size > 0) this.#planHeartbeat();
      this.#heartbeat();
    });
  }

  #stopHeartbeat(): void {
    this.#cancelHeartbeat?.();
    this.#cancelHeartbeat = undefined;
  }

  #heartbeat(): void {
    const now = this.#clock.now();
    for (const client of this.#clients) {
      if (!client.stillAllowed()) endStream(client);
      else if (client.blockedSince === undefined) writeTo(client, ": still here\n\n", now);
      // A clock that was set back: it counts from here.
      else if (now < client.blockedSince) client.blockedSince = now;
      else if (now - client.blockedSince >= deadAfterMs) {
        this.#log.info("a client that takes nothing any more was let go", {});
        client.response.destroy();
      }
    }
  }
}
