import type { CancelTimer, Clock } from "@aisle/sdk";
import type { ByteConnection } from "../wire/devices.ts";
import type { Weighing } from "./weighing.ts";

/** What a protocol of a scale needs for one connection. */
export interface ScaleSession {
  readonly clock: Clock;
  readonly weighing: Weighing;
  readonly serialNumber: string;
  /** Milliseconds between two weights of a stream. */
  readonly every: number;
  /** Says something of a kind. */
  readonly say: (kind: string, text: string) => void;
}

/** How long a command waits for a stable weight (ms). */
const waitMs = 5_000;
/** A longer line is no command. */
const longestLine = 64;

/**
 * One connection of a scale that speaks MT-SICS, levels 0 and 1 (Mettler-Toledo, reference manual "MT-SICS interface
 * commands"): `S`, `SI`, `SIR`, `Z`, `ZI`, `T`, `TI`, `TA`, `TAC`, `@`, `I2`, `I3`, `I4`; others are answered `ES`.
 * Commands that want a stable weight wait up to 5 s; what comes meanwhile is answered with `I`, as not possible now.
 */
export function mtSicsSession({ clock, weighing, serialNumber, every, say }: ScaleSession): ByteConnection {
  let line = "";
  let cancelStream: CancelTimer | undefined;
  let cancelWait: CancelTimer | undefined;

  const field = (grams: number): string => `${weighing.show(grams).padStart(10)} g`;
  const weight = (): void => {
    if (weighing.range !== "within") say("weight", `S ${weighing.range === "over" ? "+" : "-"}\r\n`);
    else say("weight", `S ${weighing.stable ? "S" : "D"} ${field(weighing.net)}\r\n`);
  };
  const answer = (text: string): void => {
    say("answer", `${text}\r\n`);
  };
  const stopStream = (): void => {
    cancelStream?.();
    cancelStream = undefined;
  };
  const stream = (): void => {
    weight();
    cancelStream = clock.schedule(every, stream);
  };
  const stopWait = (): void => {
    cancelWait?.();
    cancelWait = undefined;
  };
  /** Does it as soon as the weight is stable. */
  const whenStable = (command: string, act: () => void, until = clock.now() + waitMs): void => {
    cancelWait = undefined;
    if (weighing.stable) act();
    else if (clock.now() >= until) answer(`${command} I`);
    else {
      const wait = Math.min(weighing.stableAt, until) - clock.now();
      cancelWait = clock.schedule(wait, () => {
        whenStable(command, act, until);
      });
    }
  };
  const zero = (command: string, done: string): void => {
    if (!weighing.zeroable) answer(`${command} ${weighing.gross > 0 ? "+" : "-"}`);
    else {
      weighing.zero();
      answer(`${command} ${done}`);
    }
  };
  const tare = (command: string, state: string): void => {
    if (weighing.range === "over") answer(`${command} +`);
    else if (weighing.gross < 0) answer(`${command} -`);
    else {
      weighing.setTare(weighing.gross);
      answer(`${command} ${state} ${field(weighing.tare)}`);
    }
  };
  const state = (): string => (weighing.stable ? "S" : "D");
  const waiting: Readonly<Record<string, () => void>> = {
    S: weight,
    Z: () => {
      zero("Z", "A");
    },
    T: () => {
      tare("T", "S");
    },
  };
  const atOnce: Readonly<Record<string, () => void>> = {
    SI: weight,
    SIR: stream,
    ZI: () => {
      zero("ZI", state());
    },
    TI: () => {
      tare("TI", state());
    },
    TA: () => {
      answer(`TA A ${field(weighing.tare)}`);
    },
    TAC: () => {
      weighing.setTare(0);
      answer("TAC A");
    },
    "@": () => {
      stopWait();
      weighing.setTare(0);
      answer(`I4 A "${serialNumber}"`);
    },
    I2: () => {
      answer('I2 A "Aisle emulated scale"');
    },
    I3: () => {
      answer('I3 A "1.0"');
    },
    I4: () => {
      answer(`I4 A "${serialNumber}"`);
    },
  };
  const run = (command: string): void => {
    const slow = Object.hasOwn(waiting, command) ? waiting[command] : undefined;
    const quick = Object.hasOwn(atOnce, command) ? atOnce[command] : undefined;
    if (slow === undefined && quick === undefined) {
      answer("ES");
      return;
    }
    // Any of these ends a stream (manual, command SIR).
    if (["S", "SI", "SIR", "@"].includes(command)) stopStream();
    quick?.();
    if (slow === undefined) return;
    if (cancelWait === undefined) whenStable(command, slow);
    else answer(`${command} I`);
  };

  return {
    receive(bytes) {
      for (const byte of bytes) {
        if (byte !== 0x0a && byte !== 0x0d) {
          // One more than is allowed tells that it was too long.
          if (line.length <= longestLine) line += String.fromCharCode(byte);
          continue;
        }
        const command = line;
        line = "";
        if (command !== "") run(command);
      }
    },
    close() {
      stopStream();
      stopWait();
    },
  };
}
