import type { Detection, Reading } from "@aisle/sdk";
import type { Presence } from "./presence.ts";
import { RowLedger } from "./row-ledger.ts";
import type { Fate, Said } from "./said.ts";
import { type Loss, Offences, type Verdict } from "./verdict.ts";

type Message = Extract<Said, { readonly what: "scan" | "frame" }>;

/** Frames are told at the right time within this (ms); no check while the camera's clock stands wrong, or just did. */
const timeSlackMs = 700;
const clockMendsMs = 120_000;
/** Noise takes at most so much with it that comes after (ms): two frames. */
const noiseReachMs = 400;
/** A host that gives a connection up within this time did not take what had just come (ms). */
const handoverMs = 1_000;
/** Boxes and points go over the wire with six digits (pixels). */
const pixelSlack = 0.02;

/** What the devices of one kind say message by message: scans, or frames of cameras. */
export class MessageLedger {
  readonly #what: "scans" | "frames";
  readonly #presence: Presence;
  readonly #devices = new Map<string, DeviceBook>();

  constructor(what: "scans" | "frames", presence: Presence) {
    this.#what = what;
    this.#presence = presence;
  }

  say(said: Message): void {
    this.#book(said.device).say(said);
  }

  hear(reading: Reading): void {
    const own = this.#book(reading.device);
    if (own.rows.hear(reading)) return;
    const words = `${reading.device} ${JSON.stringify(reading.data).slice(0, 200)} at ${reading.at}, run ${reading.run}`;
    if (own.rows.knows(reading)) own.offences.add("repeated", words);
    else if ([...this.#devices.values()].some((book) => book !== own && book.rows.knows(reading))) {
      own.offences.add("mixedUp", words);
    } else own.offences.add("invented", words);
  }

  end(now: number): readonly Verdict[] {
    return [...this.#devices].map(([device, { rows, losses, offences }]) => {
      rows.giveUp(now + 1);
      const known = Object.values(losses).reduce((sum, count) => sum + count, 0);
      const { invented, repeated, mixedUp, examples } = offences;
      const { said, delivered, lost } = rows;
      const unaccounted = lost - known;
      return { device, what: this.#what, said, delivered, losses, invented, repeated, mixedUp, unaccounted, examples };
    });
  }

  #book(device: string): DeviceBook {
    const known = this.#devices.get(device);
    if (known !== undefined) return known;
    const book = new DeviceBook(device, this.#presence);
    this.#devices.set(device, book);
    return book;
  }
}

const lossOf: Readonly<Partial<Record<Fate, Loss>>> = {
  unheard: "unheard",
  stopped: "stopped",
  "half-open": "half-open",
  dropped: "dropped",
  cut: "cut off",
  noise: "noise",
};

class DeviceBook {
  readonly offences = new Offences();
  readonly losses: Partial<Record<Loss, number>> = {};
  readonly rows: RowLedger<Message, Reading>;
  readonly #device: string;
  readonly #presence: Presence;
  #noiseAt = Number.NEGATIVE_INFINITY;
  #clockWrongAt = Number.NEGATIVE_INFINITY;

  constructor(device: string, presence: Presence) {
    this.#device = device;
    this.#presence = presence;
    this.rows = new RowLedger(
      (said, heard) => this.#fits(said, heard),
      (said, now) => {
        this.#lose(said, now);
      },
    );
  }

  say(said: Message): void {
    if (said.what === "frame" && said.clockWrong) this.#clockWrongAt = said.now;
    this.rows.say(said.now, said);
  }

  #fits(said: Message, heard: Reading): boolean {
    // What never got on the wire cannot come out of it.
    if (said.now > heard.receivedAt || (said.fate !== "noise" && lossOf[said.fate] !== undefined)) return false;
    if (said.what === "scan") {
      // The same credential may be shown again a little later.
      if (heard.receivedAt - said.now > (said.fate === "late" ? 5 * handoverMs : handoverMs)) return false;
      return heard.type === "scan" && heard.data.data === said.data && heard.data.symbology === said.symbology;
    }
    if (heard.type !== "detections") return false;
    const clockIsRight = heard.receivedAt - this.#clockWrongAt > clockMendsMs;
    if (clockIsRight && Math.abs(heard.at - said.at) > timeSlackMs) return false;
    const { objects } = heard.data;
    return (
      objects.length === said.objects.length &&
      said.objects.every((each, index) => {
        // The camera gives the second one of an id a number of its own.
        const hasId = typeof each.id === "number" && said.objects.findIndex(({ id }) => id === each.id) === index;
        return (!hasId || String(objects[index]?.id) === String(each.id)) && same(each, objects[index]);
      })
    );
  }

  #lose({ fate, device, now, ...said }: Message, at: number): void {
    if (fate === "noise") this.#noiseAt = at;
    const loss = lossOf[fate] ?? this.#lossOnTheWay(fate, at);
    if (loss !== undefined) this.losses[loss] = (this.losses[loss] ?? 0) + 1;
    else this.offences.add("unaccounted", `${device} ${fate} at ${now} ${JSON.stringify(said).slice(0, 200)}`);
  }

  #lossOnTheWay(fate: Fate, at: number): Loss | undefined {
    if (at - this.#noiseAt <= noiseReachMs) return "noise";
    // Late ones are late by 1.5 s at most, after those before them.
    const reach = fate === "late" ? 5 * handoverMs : handoverMs;
    if (this.#presence.worked(this.#device, at, at + reach)) return undefined;
    return fate === "late" ? "cut off" : "host away";
  }
}

function same(said: Detection, heard: Detection | undefined): boolean {
  if (heard === undefined) return false;
  if (Math.abs(heard.score - said.score) > 1e-6 || !near(said.box, heard.box)) return false;
  if ((said.head === undefined) !== (heard.head === undefined)) return false;
  if (said.head !== undefined && !near(said.head, heard.head ?? [])) return false;
  const wrists = said.wrists ?? [];
  const others = heard.wrists ?? [];
  return wrists.length === others.length && wrists.every((wrist, index) => near(wrist, others[index] ?? []));
}

function near(said: readonly number[], heard: readonly number[]): boolean {
  return said.length === heard.length && said.every((value, index) => Math.abs(value - heard[index]!) <= pixelSlack);
}
