import type { DriverReading } from "@aisle/sdk";
import { Observable } from "rxjs";
import { CodeJoiner, type JoinerContext } from "./code-joiner.ts";
import { readPart } from "./read-part.ts";
import { type ScanOptions, toScan } from "./to-scan.ts";

/** The scans in a stream of whole input reports. What is no report of a scanner, or half a code, is dropped and told. */
export function scans(
  options: ScanOptions,
  context: JoinerContext,
): (reports$: Observable<Uint8Array>) => Observable<DriverReading<"barcode-scanner">> {
  return (reports$) =>
    new Observable((subscriber) => {
      const joiner = new CodeJoiner(context);
      const subscription = reports$.subscribe({
        next: (report) => {
          const part = readPart(report, options.profile.layout);
          if (part === undefined) return;
          if (typeof part === "string") {
            context.dropped(part);
            return;
          }
          const code = joiner.next(part);
          const scan = code && toScan(code, options);
          if (scan !== undefined) subscriber.next(scan);
        },
        error: (thrown: unknown) => {
          subscriber.error(thrown);
        },
        complete: () => {
          subscriber.complete();
        },
      });
      return () => {
        joiner.close();
        subscription.unsubscribe();
      };
    });
}
