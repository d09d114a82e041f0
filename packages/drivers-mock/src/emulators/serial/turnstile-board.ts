import type { Clock, Direction, TurnstileMode } from "@aisle/sdk";
import { createTurnstile, handsOf, type TurnstileEvent, type TurnstileHands } from "../turnstile/index.ts";
import { type Audience, createAudience, type SaidByKind } from "../wire/audience.ts";
import type { ByteDevice, ByteLine } from "../wire/devices.ts";
import { type BoardFrame, boardFrameReader, encodeBoardFrame } from "./board-frames.ts";

/** A turnstile board on a serial line, the hands of people at it, and what it has said. */
export interface TurnstileBoard extends ByteDevice, TurnstileHands {
  readonly mode: TurnstileMode;
  /** Passages since it was made; unsigned 32-bit, they roll over. */
  readonly passages: Readonly<Record<Direction, number>>;
  /** Somebody opens the housing, or closes it. */
  tamper(active: boolean): void;
  /** The mechanics fail, or work again. */
  fault(active: boolean): void;
  /** `event` and `alarm`, which are not repeated, and `answer`. */
  readonly said: SaidByKind;
  /** Requests that were answered, frames to other addresses or of unknown commands, and bytes that were no frame. */
  readonly counters: Readonly<BoardCounters>;
}

/** What a board has done since it was made. */
export interface BoardCounters {
  requests: number;
  strangers: number;
  droppedBytes: number;
}

/** How the board is set up. */
export interface TurnstileBoardOptions {
  readonly clock: Clock;
  /** 1 unless told. */
  readonly address?: number;
  /** How long `admit` opens the way (ms); 5000 unless told. */
  readonly windowMs?: number;
  /** The mode it starts in; `controlled` unless told. */
  readonly mode?: TurnstileMode;
  /** Passages that were counted before, to try a rollover. */
  readonly passages?: Readonly<Record<Direction, number>>;
}

const Command = { status: 0x30, admit: 0x31, setMode: 0x32, event: 0x40, alarm: 0x41 } as const;
const modes = ["controlled", "free-in", "free-out", "free", "locked"] as const satisfies TurnstileMode[];
const directions = ["in", "out"] as const;
const eventCodes = {
  authorised: 1,
  started: 2,
  completed: 3,
  "timed-out": 4,
  reverted: 5,
  forced: 6,
} as const satisfies Readonly<Record<TurnstileEvent, number>>;
const alarms = { fire: 1, tamper: 2, fault: 3 } as const;

/**
 * A turnstile board on a serial line (profile `framed-board`; frames as `encodeBoardFrame` makes them). 0x30 asks for
 * its status, 0x31 admits one person, once a key and direction, 0x32 sets the mode; it says 0x40 events and 0x41 alarms
 * to everybody who is connected, unasked and once, numbered in one row. The key that is repeated is that of the last
 * admission that was done. What a request says wrongly (another length, direction or mode) is not answered.
 */
export function turnstileBoard(options: TurnstileBoardOptions): TurnstileBoard {
  const { clock, address = 1, windowMs = 5_000 } = options;
  const audience: Audience<ByteLine> = createAudience();
  const counters: BoardCounters = { requests: 0, strangers: 0, droppedBytes: 0 };
  const alarmed = { fire: false, tamper: false, fault: false };
  let mode: TurnstileMode = options.mode ?? "controlled";
  let eventNumber = 0;
  let lastDone: { readonly direction: number; readonly key: number } | undefined;

  const announce = (kind: "event" | "alarm", code: number, what: number): void => {
    eventNumber = (eventNumber + 1) & 0xffff;
    const frame = encodeBoardFrame(address, Command[kind], [code, what, ...bytesOf(eventNumber, 2)]);
    audience.say(kind, (line) => {
      line.send(frame);
    });
  };
  const turnstile = createTurnstile({
    clock,
    windowMs,
    ...(options.passages && { passages: options.passages }),
    isFree: (direction) => mode === "free" || mode === `free-${direction}`,
    isShut: () => mode === "locked",
    onEvent: (event, direction) => {
      announce("event", eventCodes[event], directions.indexOf(direction));
    },
  });
  const alarm = (kind: keyof typeof alarms, active: boolean): void => {
    if (alarmed[kind] === active) return;
    alarmed[kind] = active;
    if (kind === "fire") turnstile.fire(active);
    announce("alarm", alarms[kind], active ? 1 : 0);
  };

  const status = (): readonly number[] => {
    const bits = [
      turnstile.ready && mode !== "locked",
      turnstile.mayPass("in"),
      turnstile.mayPass("out"),
      alarmed.tamper,
      alarmed.fire,
      alarmed.fault,
    ];
    const flags = bits.reduce((sum, bit, at) => sum | (bit ? 1 << at : 0), 0);
    const { passages } = turnstile;
    return [
      flags,
      modes.indexOf(mode),
      ...bytesOf(passages.in, 4),
      ...bytesOf(passages.out, 4),
      ...bytesOf(eventNumber, 2),
    ];
  };
  const admit = (direction: Direction, key: number): number => {
    const number = directions.indexOf(direction);
    if (lastDone?.key === key && lastDone.direction === number) return 0;
    if (mode === "locked") return 2;
    if (!turnstile.ready) return 1;
    lastDone = { direction: number, key };
    turnstile.admit(direction);
    return 0;
  };
  const answer = ({ command, data }: BoardFrame): readonly number[] | undefined => {
    if (command === Command.status && data.length === 0) return status();
    if (command === Command.admit && data.length === 3) {
      const direction = directions[data[0]!];
      return direction && [admit(direction, (data[1]! << 8) | data[2]!), data[1]!, data[2]!];
    }
    if (command === Command.setMode && data.length === 1) {
      const next = modes[data[0]!];
      if (next === undefined) return undefined;
      mode = next;
      return [0];
    }
    return undefined;
  };

  return {
    ...handsOf(turnstile),
    get mode() {
      return mode;
    },
    passages: turnstile.passages,
    fire: (active) => {
      alarm("fire", active);
    },
    tamper: (active) => {
      alarm("tamper", active);
    },
    fault: (active) => {
      alarm("fault", active);
    },
    said: audience.said,
    counters,
    connect(line) {
      audience.join(line);
      const reader = boardFrameReader(clock);
      return {
        receive(bytes) {
          const before = reader.dropped;
          const frames = reader.read(bytes);
          counters.droppedBytes += reader.dropped - before;
          for (const frame of frames) {
            const said = frame.address === address ? answer(frame) : undefined;
            if (said === undefined) {
              counters.strangers += 1;
              continue;
            }
            counters.requests += 1;
            audience.answer("answer", line, (to) => {
              to.send(encodeBoardFrame(address, frame.command, said));
            });
          }
        },
        close() {
          audience.leave(line);
        },
      };
    },
  };
}

function bytesOf(value: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => (value >>> (8 * (count - 1 - at))) & 0xff);
}
