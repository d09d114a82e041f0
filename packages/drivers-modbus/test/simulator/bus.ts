import type { ByteTransport, OpenTransport, tcp as sdkTcp, VirtualClock } from "@aisle/sdk";
import { Observable, Subject } from "rxjs";
import type { OpenSerial } from "../../src/transport/index.ts";
import { type Framed, readFrame, writeFrame } from "./framing.ts";
import { SimulatedUnit } from "./unit.ts";

/** Bytes that come so many ms after the request. */
export interface Piece {
  readonly after: number;
  readonly bytes: Uint8Array;
  /** Begins something of its own; without it, it follows the last piece with nothing else in between. */
  readonly apart?: boolean;
}

/** What comes back for one request. A line carries one thing at a time: pieces that belong together stay together. */
export type Reply = readonly Piece[];

/** Decides what becomes of an answer; without one it comes whole after 1 ms. */
export type Fate = (answer: Uint8Array, request: Framed) => Reply;

/** A Modbus bus in memory and in virtual time, with units that tell their values apart. */
export class SimulatedBus {
  readonly units = new Map<number, SimulatedUnit>();
  /** Each request in order, with when it came. */
  readonly requests: { readonly at: number; readonly unit: number; readonly pdu: Uint8Array }[] = [];
  readonly garbled: Uint8Array[] = [];
  fate: Fate = (answer) => [{ after: 1, bytes: answer }];
  /** How many connections are open. */
  open = 0;
  writeError: Error | undefined;
  readonly #clock: VirtualClock;
  readonly #tcp: boolean;
  #bytes = new Subject<Uint8Array>();
  #lost = new Subject<unknown>();
  readonly #waiting: Piece[][] = [];
  #sending = false;

  constructor(clock: VirtualClock, framing: "tcp" | "rtu", units: number) {
    this.#clock = clock;
    this.#tcp = framing === "tcp";
    for (let number = 1; number <= units; number += 1) this.units.set(number, new SimulatedUnit(number));
  }

  unit(number: number): SimulatedUnit {
    return this.units.get(number)!;
  }

  /** In place of the sdk's `tcp`, and of `serialport`. */
  readonly tcp: Pick<typeof sdkTcp, "open"> = { open: () => this.#connect() };
  readonly openSerial: OpenSerial = () => this.#connect();

  /** Bytes out of nowhere. */
  noise(bytes: Uint8Array): void {
    this.#bytes.next(bytes);
  }

  /** The other side goes away, with this error if any. */
  lose(error?: unknown): void {
    if (error === undefined) this.#bytes.complete();
    else this.#bytes.error(error);
    this.#lost.next(error);
  }

  /** Only the connection's `lost$` says so. */
  loseQuietly(): void {
    this.#lost.next(undefined);
  }

  #connect(): OpenTransport<"tcp"> & OpenTransport<"serial"> {
    this.open += 1;
    const bytes = new Subject<Uint8Array>();
    this.#bytes = bytes;
    this.#lost = new Subject();
    let closed = false;
    const transport: ByteTransport = {
      bytes$: new Observable((subscriber) => bytes.subscribe(subscriber)),
      write: async (data) => {
        if (this.writeError !== undefined) throw this.writeError;
        this.#receive(data.slice());
      },
    };
    return {
      transport,
      lost$: this.#lost,
      close: () => {
        if (!closed) this.open -= 1;
        closed = true;
      },
    };
  }

  #receive(data: Uint8Array): void {
    const request = readFrame(data, this.#tcp);
    if (request === undefined) {
      this.garbled.push(data);
      return;
    }
    this.requests.push({ at: this.#clock.now(), unit: request.unit, pdu: request.pdu });
    const unit = this.units.get(request.unit);
    if (unit === undefined) return;
    const answer = writeFrame({ ...request, pdu: unit.answer(request.pdu) }, this.#tcp);
    const groups: Piece[][] = [];
    for (const piece of this.fate(answer, request)) {
      if (piece.apart === true || groups.length === 0) groups.push([]);
      groups.at(-1)!.push(piece);
    }
    for (const group of groups) {
      this.#clock.schedule(group[0]!.after, () => {
        this.#waiting.push(group);
        if (!this.#sending) this.#sendNext();
      });
    }
  }

  #sendNext(): void {
    const group = this.#waiting.shift();
    this.#sending = group !== undefined;
    if (group === undefined) return;
    const bytes = this.#bytes;
    group.forEach((piece, index) => {
      const send = (): void => {
        bytes.next(piece.bytes);
        if (index === group.length - 1) this.#sendNext();
      };
      if (index === 0) send();
      else this.#clock.schedule(piece.after - group[0]!.after, send);
    });
  }
}
