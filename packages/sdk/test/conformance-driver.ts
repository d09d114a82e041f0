import {
  AisleError,
  type Driver,
  type DriverContext,
  type DriverReading,
  defineDriver,
  type Liveness,
  type OpenDevice,
} from "@aisle/sdk";
import type { ConformanceFixture } from "@aisle/sdk/testing";
import { fakeByteTransport } from "@aisle/sdk/testing";
import {
  concatMap,
  defer,
  filter,
  firstValueFrom,
  fromEvent,
  map,
  mergeMap,
  type Observable,
  raceWith,
  share,
  throwError,
} from "rxjs";
import { z } from "zod";

export type Context = DriverContext<"tcp", { readonly every: number }>;
export type Shelf = OpenDevice<"weight-shelf">;
type ShelfDriver = Driver<"weight-shelf", "tcp", { readonly every: number }>;

/** Lines of grams: `W 1 2`. */
export function parse(bytes$: Observable<Uint8Array>): Observable<string> {
  return defer(() => {
    let rest = "";
    return bytes$.pipe(
      concatMap((bytes) => {
        const parts = (rest + Buffer.from(bytes).toString("latin1")).split("\n");
        rest = (parts.pop() ?? "").slice(0, 101);
        return parts.filter((part) => part.length <= 100);
      }),
    );
  });
}

export function toWeights(line: string): DriverReading<"weight-shelf"> {
  const grams = Float32Array.from(line.split(" ").slice(1), Number);
  return { type: "weights", data: { grams, samples: 1, plates: grams.length, dt: 0 } };
}

export const weightLines = filter((line: string) => /^W( \d{1,5}){1,8}$/.test(line));

/** Asks with `?`, which is answered with `!`; `Z` with `OK`. */
export async function ask(
  lines$: Observable<string>,
  context: Context,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  const givenUp = fromEvent(signal, "abort").pipe(
    mergeMap(() => throwError(() => new AisleError("aborted", "given up", { category: "transport" }))),
  );
  const answer = firstValueFrom(
    lines$.pipe(
      filter((line) => line === (question === "?" ? "!" : "OK")),
      raceWith(givenUp),
    ),
  );
  const written = context.transport.write(Buffer.from(`${question}\n`), { signal });
  return (await Promise.all([answer, written]))[0];
}

/** A driver that does everything right. */
export function goodOpen(context: Context): Shelf {
  const lines$ = parse(context.transport.bytes$).pipe(share());
  return {
    readings: lines$.pipe(weightLines, map(toWeights)),
    probe: (signal) => ask(lines$, context, "?", signal),
    commands: { tare: (_, { signal }) => ask(lines$, context, "Z", signal).then(() => undefined) },
  };
}

const settings = z.strictObject({ every: z.number().positive().default(2_000) });

/** The good driver, or one that does something wrong. */
export function shelfDriver(
  open: (context: Context) => Shelf | Promise<Shelf> = goodOpen,
  liveness: Liveness = { probe: "driver", every: 2_000 },
  wrong: Partial<ShelfDriver> = {},
): ShelfDriver {
  return {
    ...defineDriver({ id: "acme-shelf", kind: "weight-shelf", transport: "tcp", settings, liveness, open }),
    ...wrong,
  };
}

/** What the kit is told about it, but for its files. */
export const shelfFixture: ConformanceFixture<"weight-shelf", "tcp"> = {
  settings: {},
  invalidSettings: [{ every: 0 }],
  transport: () => fakeByteTransport(),
  answer: (written) => (Buffer.from(written).toString() === "?\n" ? "!\n" : "OK\n"),
  frames: ["W 1 2\n", "W 30 40\n"].map((line) => ({ bytes: line, readings: [toWeights(line.trim())] })),
  commands: [{ name: "tare", input: {}, written: "Z\n" }],
  parser: parse,
};
