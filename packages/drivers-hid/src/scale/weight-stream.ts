import type { DriverReading } from "@aisle/sdk";
import { Observable } from "rxjs";
import { readWeight, type Weight } from "./read-weight.ts";

/** Who hears of what is not a reading. */
export interface WeightListener {
  /** A weight came; it is told before its reading. */
  readonly weighed: (weight: Weight) => readonly DriverReading<"weight-shelf">[];
  readonly dropped: (what: string) => void;
}

/** The readings in a stream of a scale's whole input reports: a shelf of one plate, one sample each. */
export function weights(
  reportId: number,
  { weighed, dropped }: WeightListener,
): (reports$: Observable<Uint8Array>) => Observable<DriverReading<"weight-shelf">> {
  return (reports$) =>
    new Observable((subscriber) =>
      reports$.subscribe({
        next: (report) => {
          const weight = readWeight(report, reportId);
          if (weight === undefined) return;
          if (typeof weight === "string") {
            dropped(weight);
            return;
          }
          for (const reading of weighed(weight)) subscriber.next(reading);
          subscriber.next(toReading(weight));
        },
        error: (thrown: unknown) => {
          subscriber.error(thrown);
        },
        complete: () => {
          subscriber.complete();
        },
      }),
    );
}

function toReading({ grams, flags }: Weight): DriverReading<"weight-shelf"> {
  return {
    type: "weights",
    data: { grams: Float32Array.of(grams), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(flags) },
  };
}
