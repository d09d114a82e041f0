import { type Random, seededRandom, VirtualClock } from "@aisle/sdk";
import { type Observable, Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { boardMessages, scaleProfiles, scannerCodes, scannerSettings } from "../src/index.ts";
import { alarmFrame, eventFrame, statusFrame } from "./emulators/board.ts";
import { scans } from "./emulators/scanner.ts";

const rounds = 20_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const settings = scannerSettings.parse({});

interface Parser {
  readonly name: string;
  readonly frames: readonly Uint8Array[];
  readonly parse: (bytes$: Observable<Uint8Array>, clock: VirtualClock) => Observable<{ readonly type: string }>;
}

const parsers: readonly Parser[] = [
  {
    name: "scannerCodes",
    frames: scans.map((scan) => bytes(scan.bytes)),
    parse: (bytes$, clock) => bytes$.pipe(scannerCodes(settings, clock)),
  },
  {
    name: "boardMessages",
    frames: [statusFrame(), eventFrame(3, 0, 1), alarmFrame(2, true, 2)],
    parse: (bytes$) => bytes$.pipe(boardMessages({ address: 1 })),
  },
  ...(
    [
      ["mt-sics", ["S S     100.00 g\r\n", "S D      -0.50 g\r\n"]],
      ["nci", ["\n  1.234kg\r\n00\r\x03", "\nS10\r\x03"]],
      ["sma", ["\n 1G       5.025lb \r", "\n 1GM      7.650kg \r"]],
      ["toledo-8217", ["\x0201.234\r", "\x02?A\r"]],
      ["cas-pd2", ["\x01\x02S  1.234kg\x75\x03\x04", "\x06"]],
    ] as const
  ).map(
    ([name, texts]): Parser => ({
      name,
      frames: texts.map(bytes),
      parse: (bytes$) => bytes$.pipe(scaleProfiles[name].parse({ unit: "kg" })),
    }),
  ),
];

/** A frame with bytes changed, cut off, doubled or among noise. */
function mutated(random: Random, frame: Uint8Array): Uint8Array {
  const at = Math.floor(random() * frame.length);
  const kind = random();
  if (kind < 0.3) return frame.map((byte, index) => (index === at ? Math.floor(random() * 256) : byte));
  if (kind < 0.5) return frame.slice(0, at);
  if (kind < 0.7) return Uint8Array.from([...frame.slice(0, at), ...frame]);
  if (kind < 0.9) return Uint8Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256));
  return frame;
}

describe.each(parsers)("$name, over 20,000 mutated frames", ({ frames, parse }) => {
  it("never fails, and reads the second good frame after each at the latest", () => {
    const random = seededRandom(11);
    const clock = new VirtualClock(0);
    const bytes$ = new Subject<Uint8Array>();
    let said: string[] = [];
    let failed: unknown;
    parse(bytes$, clock).subscribe({
      next: (message) => said.push(JSON.stringify(message)),
      error: (thrown: unknown) => (failed = thrown),
    });
    const good = frames[0]!;
    bytes$.next(good);
    const wanted = said.at(-1);
    expect(wanted).toBeDefined();
    for (let round = 0; round < rounds; round += 1) {
      bytes$.next(mutated(random, frames[round % frames.length]!));
      said = [];
      bytes$.next(good);
      bytes$.next(good);
      if (said.at(-1) !== wanted) expect.fail(`round ${round}: ${said.join(" ")}`);
    }
    expect(failed).toBeUndefined();
  });
});
