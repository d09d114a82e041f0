import type { Reading } from "@aisle/sdk";
import { RowLedger } from "./row-ledger.ts";
import type { Said } from "./said.ts";
import { Offences, type Verdict } from "./verdict.ts";

type Batch = Extract<Said, { readonly what: "weights" }>;

/** A board shows 0.1 g; beyond that, what 32 bits of a float lose (grams). */
const gramSlack = 0.052;

/** One sample of a shelf. */
interface Sample {
  readonly grams: Float32Array;
  readonly now: number;
}

/** What a board says of its samples: shown, and replaced before anybody asked. */
export interface BoardCounts {
  readonly said: number;
  readonly unheard: number;
}

/** What shelves weigh, sample by sample. Two dozen plates with their noise tell each sample from every other. */
export class WeightLedger {
  readonly #devices = new Map<string, { readonly rows: RowLedger<Sample, Heard>; readonly offences: Offences }>();
  readonly #runs = new Map<string, number>();

  say({ device, now, grams, plates, samples }: Batch): void {
    const { rows } = this.#book(device);
    for (let sample = 0; sample < samples; sample += 1) {
      rows.say(now, { now, grams: grams.subarray(sample * plates, (sample + 1) * plates) });
    }
  }

  hear(reading: Reading): void {
    if (reading.type !== "weights") {
      const words = `${reading.device} ${reading.type} ${JSON.stringify(reading.data)}`;
      this.#book(reading.device).offences.add("invented", words);
      return;
    }
    const { grams, plates, samples } = reading.data;
    for (let sample = 0; sample < samples; sample += 1) {
      this.#hear(reading.device, {
        grams: grams.subarray(sample * plates, (sample + 1) * plates),
        at: reading.receivedAt,
        first: this.#runs.get(reading.device) !== reading.run,
      });
      this.#runs.set(reading.device, reading.run);
    }
  }

  #hear(device: string, heard: Heard): void {
    const { rows, offences } = this.#book(device);
    // Before its first sample a board says that it has no value.
    if (rows.delivered === 0 && heard.grams.every(Number.isNaN)) return;
    if (rows.hear(heard)) return;
    // The first answer of a new connection may be the last one of the connection before.
    if (heard.first && rows.repeats(heard)) return;
    const words = `${device} ${heard.grams.join(" ")} at ${heard.at}`;
    if (rows.knows(heard)) offences.add("repeated", words);
    else if ([...this.#devices.values()].some((book) => book.rows !== rows && book.rows.knows(heard))) {
      offences.add("mixedUp", words);
    } else offences.add("invented", words);
  }

  /** `boards`: what each board counted; `wireLosses`: the answers that the faults of all buses can have cost. */
  end(now: number, boards: ReadonlyMap<string, BoardCounts>, wireLosses: number): readonly Verdict[] {
    let answersLost = 0;
    const verdicts = [...this.#devices].map(([device, { rows, offences }]): Verdict => {
      rows.giveUp(now + 1);
      const { said, delivered, lost } = rows;
      const { invented, repeated, mixedUp, examples } = offences;
      const board = boards.get(device) ?? { said: 0, unheard: 0 };
      // Of what came at once, a board shows the latest.
      const notAsked = Math.min(lost, said - board.said + board.unheard);
      const answerLost = lost - notAsked;
      answersLost += answerLost;
      const losses: Verdict["losses"] = { "not asked": notAsked, "answer lost": answerLost };
      return {
        device,
        what: "weights",
        said,
        delivered,
        losses,
        invented,
        repeated,
        mixedUp,
        unaccounted: 0,
        examples,
      };
    });
    const excess = Math.max(0, answersLost - wireLosses);
    const [first, ...others] = verdicts;
    if (first === undefined || excess === 0) return verdicts;
    const words = `unaccounted: ${answersLost} answers were lost, and faults explain ${wireLosses}`;
    return [{ ...first, unaccounted: excess, examples: [...first.examples, words] }, ...others];
  }

  #book(device: string): { readonly rows: RowLedger<Sample, Heard>; readonly offences: Offences } {
    const known = this.#devices.get(device);
    if (known !== undefined) return known;
    const book = { rows: new RowLedger<Sample, Heard>(fits), offences: new Offences() };
    this.#devices.set(device, book);
    return book;
  }
}

interface Heard {
  /** Whether it is the first of its connection. */
  readonly first: boolean;
  readonly grams: Float32Array;
  readonly at: number;
}

function fits(said: Sample, heard: Heard): boolean {
  if (said.now > heard.at || said.grams.length !== heard.grams.length) return false;
  for (let plate = 0; plate < said.grams.length; plate += 1) {
    const [was, is] = [said.grams[plate]!, heard.grams[plate]!];
    if (Number.isNaN(was) !== Number.isNaN(is) || Math.abs(was - is) > gramSlack + Math.abs(was) * 1e-6) return false;
  }
  return true;
}
