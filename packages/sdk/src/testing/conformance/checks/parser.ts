import { Subject as Bytes, type Observable } from "rxjs";
import { show } from "../../../errors/show.ts";
import { seededRandom } from "../../../time/random.ts";
import { type Check, type Finding, notApplicable, type Subject } from "../check.ts";
import { bytesOf } from "./bytes.ts";

const rounds = 200;

/** One run of the parser: what it makes of chunks, as JSON. */
class Run {
  readonly #bytes = new Bytes<Uint8Array>();
  readonly #out: string[] = [];
  #error: unknown;
  #ended = false;

  constructor(parser: (bytes$: Observable<Uint8Array>) => Observable<unknown>) {
    parser(this.#bytes).subscribe({
      next: (item) => this.#out.push(show(item, 10_000)),
      error: (thrown: unknown) => {
        this.#ended = true;
        this.#error = thrown;
      },
      complete: () => {
        this.#ended = true;
      },
    });
  }

  feed(chunk: Uint8Array): this {
    this.#bytes.next(chunk);
    return this;
  }

  take(): readonly string[] {
    return this.#out.splice(0);
  }

  get problem(): string | undefined {
    return this.#ended
      ? `its stream ended${this.#error === undefined ? "" : `: ${show(this.#error, 120)}`}`
      : undefined;
  }
}

/** Chance bytes with real frames among them, so that more than the first byte of the parser is tried. */
function mixture(random: () => number, subject: Subject): readonly Uint8Array[] {
  return Array.from({ length: 1 + Math.floor(random() * 20) }, () => {
    const { frames } = subject.fixture;
    if (random() < 0.6) return bytesOf(frames[Math.floor(random() * frames.length)]!);
    return Uint8Array.from({ length: Math.floor(random() * 100) }, () => Math.floor(random() * 256));
  });
}

function recut(random: () => number, bytes: Uint8Array): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * random() * 80);
    chunks.push(bytes.slice(at, at + length));
    at += length;
  }
  return chunks;
}

/** Properties of the parser that hold for any bytes. */
export const parserCheck: Check = {
  id: "parser-properties",
  level: "gold",
  title: "has a parser that never fails, makes the same of bytes however they are cut, and recovers from a flood",
  run(subject): Finding {
    const { parser, frames } = subject.fixture;
    const { transport } = subject.driver;
    if (!["tcp", "serial", "hid"].includes(transport)) return notApplicable(`${transport} carries no bytes to parse`);
    if (parser === undefined) return "the fixture has no `parser`";
    const random = seededRandom(4);
    for (let round = 0; round < rounds; round += 1) {
      const parts = mixture(random, subject);
      const whole = new Run(parser);
      for (const part of parts) whole.feed(part);
      if (whole.problem !== undefined) return `round ${round + 1}: ${whole.problem}`;
      const other = new Run(parser);
      for (const part of transport === "hid" ? parts : recut(random, Buffer.concat(parts))) other.feed(part);
      const [one, two] = [whole.take(), other.take()];
      if (one.join("\n") !== two.join("\n")) {
        return `round ${round + 1}: it makes ${one.length} items of the same bytes cut one way and ${two.length} cut another, or not the same ones`;
      }
    }
    return flood(new Run(parser), frames.map(bytesOf), random);
  },
};

/** A megabyte of noise and a megabyte of one byte, then frames: the second one must be read. */
function flood(run: Run, frames: readonly Uint8Array[], random: () => number): Finding {
  for (let kilobyte = 0; kilobyte < 2_048; kilobyte += 1) {
    run.feed(Uint8Array.from({ length: 1_024 }, () => (kilobyte < 1_024 ? Math.floor(random() * 256) : 0x41)));
    if (run.problem !== undefined) return `in a flood of noise ${run.problem}`;
    run.take();
  }
  run.feed(frames[0]!);
  run.take();
  for (const frame of frames) run.feed(frame);
  return run.take().length > 0 ? undefined : "after a flood of noise it makes nothing of frames any more";
}
