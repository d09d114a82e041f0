import { frames, idleFrames, lines, VirtualClock } from "@aisle/sdk";
import { readBarcode, readElements } from "@aisle/sdk/barcodes";
import { type OperatorFunction, Subject } from "rxjs";
import { joined } from "../mutate.ts";
import { collector, type Exchange, latin1, oneOf, type Parser, rehearsed, type Target, utf8 } from "../target.ts";

/** Bytes through an operator, as drivers do it. What ends the stream is a failure. */
export function operatorParser<T>(
  operator: OperatorFunction<Uint8Array, T>,
  exchanges: readonly Exchange[],
  more: Omit<Partial<Parser>, "next" | "push" | "take"> = {},
): Parser {
  const { add, take } = collector();
  const bytes = new Subject<Uint8Array>();
  let ended: Error | undefined;
  const subscription = bytes.pipe(operator).subscribe({
    next: add,
    error: (thrown: unknown) => {
      ended = new TypeError("the stream ended with an error", { cause: thrown });
    },
    complete: () => {
      ended = new TypeError("the stream ended");
    },
  });
  return {
    next: (random) => oneOf(exchanges, random),
    push: (chunk) => {
      bytes.next(chunk);
      if (ended !== undefined) throw ended;
    },
    take,
    stop: () => subscription.unsubscribe(),
    ...more,
  };
}

/** A function of a whole document or message. */
export function functionParser(
  read: (bytes: Uint8Array) => readonly unknown[],
  exchanges: readonly Exchange[],
  more: Partial<Parser> = {},
): Parser {
  const { add, take } = collector();
  return {
    next: (random) => oneOf(exchanges, random),
    push: (bytes) => {
      for (const said of read(bytes)) add(said);
    },
    take,
    ...more,
  };
}

/** A target that is opened with rehearsed exchanges. */
export function target(
  name: string,
  stream: boolean,
  exchanges: readonly (readonly Uint8Array[])[],
  open: (exchanges: readonly Exchange[]) => Parser | Promise<Parser>,
  silent = 0,
): Target {
  let known: Promise<readonly Exchange[]> | undefined;
  return {
    ...{ name, stream, changes: "bytes" as const },
    open: async () => open(await (known ??= rehearsed(exchanges, open, silent))),
  };
}

const sum = (bytes: Uint8Array): number => bytes.reduce((all, byte) => (all * 31 + byte) & 0xffff, 7);

/** AA 55, length, data, a checksum of two bytes. */
function checkedFrame(text: string): Uint8Array {
  const body = joined(Uint8Array.of(text.length), latin1(text));
  return joined(Uint8Array.of(0xaa, 0x55), body, Uint8Array.of(sum(body) >> 8, sum(body) & 0xff));
}

const isChecked = (frame: Uint8Array): boolean => ((frame.at(-2)! << 8) | frame.at(-1)!) === sum(frame.subarray(2, -2));

function holds(recent: Uint8Array, said: string): boolean {
  const bytes = Buffer.from(JSON.parse(said) as string, "hex");
  return Buffer.from(recent).includes(bytes) && bytes[0] === 0xaa && bytes.length === 5 + bytes[2]! && isChecked(bytes);
}

/** GTINs with a wrong check digit (GS1 General Specifications, 7.9.1) are invented. */
function hasRightGtin(said: string): boolean {
  const { gtin } = JSON.parse(said) as { gtin?: string };
  if (gtin === undefined) return true;
  const weighed = Array.from(gtin).reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return gtin.length === 14 && weighed % 10 === 0;
}

const barcodes = [
  ...["]E04006381333931", "]E012345670", "]E4 96385074", "]E001234565", "]I114006381333938", "]X04006381333931"],
  "]C10104006381333931 3103001750",
  ...["]d2\u001d010400638133393110LOT-7\u001d1727123121ABC", "]Q1MEMBER-1", "]e00104006381333931392201599"],
].map((text) => [latin1(text.replaceAll(" ", ""))]);

/** What the sdk itself reads. */
export const sdkTargets: readonly Target[] = [
  target("sdk lines", true, [[utf8("one\r\n")], [utf8("zwei ÄÖ\n")], [utf8("3\r\n")]], (exchanges) =>
    operatorParser(lines(), exchanges),
  ),
  target("sdk frames with a checksum", true, [[checkedFrame("hello")], [checkedFrame("x")]], (exchanges) =>
    operatorParser(
      frames({
        start: [0xaa, 0x55],
        header: 3,
        length: ({ 2: size }) => (size === 1 || size === 5 ? 5 + size : undefined),
        check: isChecked,
        longest: 64,
      }),
      exchanges,
      { proves: holds },
    ),
  ),
  target("sdk idle frames", true, [[latin1("one")], [latin1("twenty-two")]], (exchanges) => {
    const clock = new VirtualClock();
    const settle = (): void => {
      clock.advanceTo(clock.now() + 30);
    };
    return operatorParser(idleFrames({ gap: 20, clock }), exchanges, { settle });
  }),
  target("sdk readBarcode", false, barcodes, (exchanges) =>
    functionParser(
      (bytes) => {
        const text = Buffer.from(bytes).toString("latin1");
        return [readBarcode({ symbology: text.slice(0, 3), data: text.slice(3) })];
      },
      exchanges,
      { proves: (_, said) => hasRightGtin(said) },
    ),
  ),
  target("sdk readElements", false, barcodes, (exchanges) =>
    functionParser((bytes) => [readElements(Buffer.from(bytes.subarray(3)).toString("latin1"))], exchanges),
  ),
];
