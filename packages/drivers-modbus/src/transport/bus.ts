import { AisleError, type ByteTransport, type CancelTimer, type Clock, type Logger, toAisleError } from "@aisle/sdk";
import type { Subscription } from "rxjs";
import { AnswerScanner } from "./answer-scanner.ts";
import type { Answer, Codec } from "./codec.ts";
import { noCounts } from "./counts.ts";
import { DroppedLog } from "./dropped-log.ts";
import { exceptionError, gatewayTarget } from "./exceptions.ts";
import { type ExpectedAnswer, expectRtu, expectTcp, toRtuFrame, toTcpFrame } from "./expected-answer.ts";
import { HalfOpen } from "./half-open.ts";
import type { LineMode } from "./line-mode.ts";
import { partOf } from "./merge.ts";
import { Quiet } from "./quiet.ts";
import { checkRequest, describeRequest, type ModbusRequest } from "./request.ts";
import { mostWaitingForBus, mostWaitingForUnit, type Turn, Turns } from "./turns.ts";
import { Waiting } from "./waiting.ts";

/** What a bus is made of. */
export interface BusParts {
  readonly line: ByteTransport;
  readonly codec: Codec;
  readonly mode: LineMode;
  /** Milliseconds that a unit may take to answer. */
  readonly timeout: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called once when the line is gone, not when the bus is closed. */
  readonly onLost: (cause: AisleError) => void;
}

/** The one request on the wire. */
interface Exchange {
  readonly turn: Turn;
  readonly expected: ExpectedAnswer;
  /** Milliseconds that it may take. */
  readonly patience: number;
  readonly cancelDeadline: CancelTimer;
}

const busClosed = "the bus was closed";

/**
 * One physical bus: one request on the wire at a time, from being encoded to its answer or time-out, so that no answer
 * can be taken for another's. What is given up while it is on the wire stays there until then; only nobody hears of it.
 */
export class Bus {
  readonly counts = noCounts();
  readonly #parts: BusParts;
  readonly #scanner = new AnswerScanner();
  readonly #turns: Turns;
  readonly #quiet: Quiet;
  readonly #halfOpen = new HalfOpen();
  readonly #dropped: DroppedLog;
  readonly #listening: Subscription;
  #onWire: Exchange | undefined;
  #transaction = 0;
  /** Why nothing can be asked any more. */
  #ended: { readonly code: string; readonly why: string } | undefined;

  constructor(parts: BusParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.clock, () => this.#pump());
    this.#quiet = new Quiet(parts.clock, parts.mode.gap, () => this.#pump());
    this.#dropped = new DroppedLog(parts.clock, parts.log);
    this.#listening = parts.line.bytes$.subscribe({
      next: (chunk) => this.#onBytes(chunk),
      error: (error: unknown) => this.lose(error),
      complete: () => this.lose(undefined),
    });
    if (this.#ended !== undefined) this.#listening.unsubscribe();
  }

  /** Asks for something and gives what was read; nothing for a write. Every call ends; one that is refused throws. */
  ask(request: ModbusRequest, signal: AbortSignal | undefined): Promise<readonly number[]> {
    checkRequest(request, this.#parts.mode.tcp);
    const waiting = new Waiting(request, signal, (given) => this.#turns.remove(given));
    if (this.#ended !== undefined) waiting.fail(this.#ended.code, this.#ended.why);
    else if (signal?.aborted === true) waiting.fail("aborted", "it was given up");
    else if (this.#turns.add(waiting)) this.#pump();
    else {
      waiting.fail(
        "modbus-queue-full",
        `${mostWaitingForUnit} requests wait for the unit already, or ${mostWaitingForBus} for the bus`,
        "Poll less often, put fewer units on one bus, or await each request before the next.",
      );
    }
    return waiting.answer;
  }

  /** The line is gone: everything that waits ends at once. Later calls do nothing. */
  lose(cause: unknown): void {
    if (this.#ended !== undefined) return;
    const gone = new AisleError("device-gone", "The connection to the Modbus bus was closed by the other side.", {
      category: "transport",
      retryable: true,
      remedy: "Check the power and the cable of the gateway or adapter.",
    });
    const error = cause === undefined ? gone : toAisleError(cause);
    this.#end(error.code, `the bus was lost (${error.message})`);
    this.#parts.onLost(error);
  }

  /** Ends everything that waits, and leaves no timer and no listener. Safe to call twice. */
  close(): void {
    if (this.#ended === undefined) this.#end("device-gone", busClosed);
  }

  #end(code: string, why: string): void {
    this.#ended = { code, why };
    // Not there yet when the line ends while it is being listened to.
    (this.#listening as Subscription | undefined)?.unsubscribe();
    this.#quiet.stop();
    this.#dropped.close();
    const exchange = this.#onWire;
    this.#onWire = undefined;
    exchange?.cancelDeadline();
    for (const waiting of [...(exchange?.turn.asked ?? []), ...this.#turns.close()]) waiting.fail(code, why);
  }

  #pump(): void {
    if (this.#onWire !== undefined || this.#quiet.waiting || this.#ended !== undefined) return;
    const turn = this.#turns.take();
    if (turn !== undefined) this.#send(turn);
  }

  #send(turn: Turn): void {
    const { line, codec, mode, timeout, clock } = this.#parts;
    for (const waiting of turn.asked) waiting.sent = true;
    this.#transaction = (this.#transaction + 1) & 0xffff;
    const rtu = codec.encode(turn.request);
    const frame = mode.tcp ? toTcpFrame(rtu, this.#transaction) : rtu;
    const expected = mode.tcp ? expectTcp(turn.request, rtu, this.#transaction) : expectRtu(turn.request, rtu);
    const patience = timeout + Math.ceil(mode.byteMs * (frame.length + expected.shapes[0].length));
    const cancelDeadline = clock.schedule(patience, () => this.#onDeadline());
    this.#onWire = { turn, expected, patience, cancelDeadline };
    this.#scanner.expect(expected);
    this.#countDropped();
    this.counts.sent += 1;
    this.counts.merged += turn.asked.length - 1;
    try {
      line.write(frame).catch((error: unknown) => this.lose(error));
    } catch (thrown) {
      this.lose(thrown);
    }
  }

  #onBytes(chunk: Uint8Array): void {
    if (this.#ended !== undefined) return;
    const exchange = this.#onWire;
    if (this.#quiet.waiting) this.#quiet.disturb();
    // Something late or strange is on the line: the next request waits for its end.
    else if (exchange === undefined && this.#parts.mode.gap > 0) this.#quiet.start();
    const frame = this.#scanner.push(chunk);
    this.#countDropped();
    if (frame === undefined || exchange === undefined) return;
    this.#onWire = undefined;
    exchange.cancelDeadline();
    this.#halfOpen.heard();
    this.counts.answered += 1;
    const { turn, expected, patience } = exchange;
    try {
      this.#answer(turn, this.#parts.codec.decode(expected.crc ? frame : toRtuFrame(frame, expected.header)), patience);
    } catch (thrown) {
      this.#refuse(turn, invalidAnswer(turn.request, thrown));
    }
    this.#next();
  }

  #answer({ request, asked }: Turn, answer: Answer, patience: number): void {
    if ("values" in answer) {
      this.#turns.heard(request.unit);
      for (const waiting of asked) {
        const own = waiting.request;
        const both = own.verb === "read" && request.verb === "read";
        waiting.succeed(both ? partOf(answer.values, request, own) : answer.values);
      }
      return;
    }
    this.counts.exceptions += 1;
    if (answer.exception !== gatewayTarget) this.#turns.heard(request.unit);
    // The gateway waited, and the unit did not answer it.
    else this.#giveUp(this.#turns.timedOut(request.unit, patience, 0));
    if (asked.length > 1) this.#turns.putBack(asked);
    else this.#refuse({ request, asked }, exceptionError(answer.exception, request));
  }

  #refuse({ asked }: Turn, error: AisleError): void {
    for (const waiting of asked) waiting.reject(error);
  }

  #onDeadline(): void {
    const exchange = this.#onWire;
    if (exchange === undefined) return;
    this.#onWire = undefined;
    const { turn, patience } = exchange;
    this.counts.timeouts += 1;
    // An answer that came and was broken will not come again.
    const rest = this.#scanner.broken ? 0 : this.#parts.mode.lateMs;
    const unit = turn.request.unit;
    this.#scanner.expect(undefined);
    this.#countDropped();
    if (turn.asked.length > 1) this.#turns.failedMerged(unit);
    this.#giveUp([...turn.asked, ...this.#turns.timedOut(unit, patience, rest)], patience);
    if (this.#halfOpen.timedOut(patience) && this.#parts.mode.mayBeHalfOpen) this.lose(halfOpen());
    else this.#next();
  }

  #giveUp(all: readonly Waiting[], ms = this.#parts.timeout): void {
    for (const waiting of all) {
      waiting.fail(
        "timeout",
        `the unit did not answer within ${ms} ms`,
        "Check the unit's power, its cable, its unit number and the line's settings.",
      );
    }
  }

  /** After a frame or its time-out: over a serial line not before it is silent. */
  #next(): void {
    if (this.#ended !== undefined) return;
    if (this.#parts.mode.gap > 0) this.#quiet.start();
    else this.#pump();
  }

  #countDropped(): void {
    this.counts.droppedBytes = this.#scanner.dropped;
    this.#dropped.note(this.#scanner.dropped);
  }
}

function invalidAnswer(request: ModbusRequest, cause: unknown): AisleError {
  return new AisleError(
    "modbus-answer-invalid",
    `Cannot ${describeRequest(request)}: its answer cannot be read (${toAisleError(cause).message}).`,
    { category: "transport", retryable: true, remedy: "Report it to the maker of the driver.", cause },
  );
}

function halfOpen(): AisleError {
  return new AisleError(
    "timeout",
    "No unit on the bus has answered for 2 s: the connection may be half-open, so it is made anew.",
    { category: "transport", retryable: true, remedy: "Check the power of the gateway and of the units behind it." },
  );
}
