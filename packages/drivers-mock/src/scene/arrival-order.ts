import { type LineFault, showGot } from "./scene-issue.ts";
import type { SceneReading } from "./scene-reading.ts";

const hour = 3_600_000;
/** Two device times that are far off, but off by the same within this many ms, are a clock and not a fault. */
const sameOffset = 1000;

interface Held {
  readonly reading: SceneReading;
  readonly line: number;
}

/**
 * Puts the times of a scene's lines right: what it releases never goes back.
 *
 * - Less than an hour back: released at the last time.
 * - More than an hour either way: the line is held until the next. If that agrees, the gap is real, or the recorder's
 *   clock was set back and everything from here is shifted; if not, the held line was at fault.
 * - A device time more than an hour from the arrival is a fault, unless the device's line before was off as much.
 */
export class ArrivalOrder {
  readonly #release: (reading: SceneReading, line: number) => void;
  readonly #report: (fault: LineFault, line: number) => void;
  readonly #offsets = new Map<string, number>();
  #last: number | undefined;
  #started = false;
  #shift: number;
  #held: Held | undefined;

  /**
   * `opensAt`: about when the first line is expected, where that is known. `shift`: what is added to times already, for
   * whoever begins in the middle.
   */
  constructor(
    opensAt: number | undefined,
    release: (reading: SceneReading, line: number) => void,
    report: (fault: LineFault, line: number) => void,
    shift = 0,
  ) {
    this.#last = opensAt;
    this.#shift = shift;
    this.#release = release;
    this.#report = report;
  }

  push(reading: SceneReading, line: number): void {
    const held = this.#held;
    if (held !== undefined) {
      this.#held = undefined;
      if (Math.abs(reading.receivedAt - held.reading.receivedAt) <= hour) this.#confirm(held);
      else this.#refuse(held);
    }
    const jump = this.#last === undefined ? 0 : reading.receivedAt + this.#shift - this.#last;
    if (jump > hour || jump < -hour) this.#held = { reading, line };
    else this.#pass(reading, line);
  }

  /** After the last line: nothing can confirm a held one any more. */
  end(): void {
    if (this.#held !== undefined) this.#refuse(this.#held);
    this.#held = undefined;
  }

  #confirm({ reading, line }: Held): void {
    const last = this.#last ?? reading.receivedAt;
    const arrival = reading.receivedAt;
    if (this.#started && this.#shift !== 0 && Math.abs(arrival - last) <= hour) {
      this.#stepped(line, `${arrival + this.#shift - last} ms forward, to where it was right`);
      this.#shift = 0;
    } else if (this.#started && arrival + this.#shift < last) {
      this.#stepped(line, `${last - arrival - this.#shift} ms back`);
      this.#shift = last - arrival;
    }
    this.#pass(reading, line);
  }

  #stepped(line: number, got: string): void {
    this.#report({ field: "rx", problem: "clock-step", expected: "a clock that goes on", got }, line);
  }

  #refuse({ reading, line }: Held): void {
    this.#report(
      {
        field: "rx",
        problem: "arrival-time",
        expected: `a time within an hour of the lines before and after (about ${this.#last})`,
        got: showGot(reading.receivedAt),
      },
      line,
    );
  }

  #pass(reading: SceneReading, line: number): void {
    const arrival = reading.receivedAt + this.#shift;
    const last = this.#last;
    const receivedAt = this.#started && last !== undefined && arrival < last ? last : arrival;
    this.#last = receivedAt;
    this.#started = true;
    if (!this.#deviceTimeHolds(reading, line)) return;
    if (receivedAt === reading.receivedAt) this.#release(reading, line);
    else this.#release(moved(reading, receivedAt, this.#shift), line);
  }

  #deviceTimeHolds(reading: SceneReading, line: number): boolean {
    const at = reading.reading.at ?? reading.receivedAt;
    const offset = at - reading.receivedAt;
    const before = this.#offsets.get(reading.device);
    this.#offsets.set(reading.device, offset);
    if (offset <= hour && offset >= -hour) return true;
    if (before !== undefined && Math.abs(offset - before) <= sameOffset) return true;
    const expected = `a device time within an hour of rx ${reading.receivedAt}`;
    this.#report({ field: "t", problem: "device-time", expected, got: showGot(at) }, line);
    return false;
  }
}

function moved(reading: SceneReading, receivedAt: number, shift: number): SceneReading {
  const at = reading.reading.at;
  const inner = shift === 0 || at === undefined ? reading.reading : { ...reading.reading, at: at + shift };
  // The copy keeps kind and reading together, which a spread of a union cannot say.
  return { ...reading, receivedAt, reading: inner } as SceneReading;
}
