import type { DriverReading } from "@aisle/sdk";
import { concatMap, type Observable } from "rxjs";

/** The report that holds a code: its id, three characters of AIM symbology identifier, a length, the data. */
const reportId = 2;

/** Every report is whole; one that is not a code is left out. */
export function reports(reports$: Observable<Uint8Array>): Observable<DriverReading<"barcode-scanner">> {
  return reports$.pipe(concatMap(toReadings));
}

function toReadings(report: Uint8Array): DriverReading<"barcode-scanner">[] {
  const [id, , , , length = 0] = report;
  const symbology = new TextDecoder().decode(report.subarray(1, 4));
  if (id !== reportId || length === 0 || report.length < 5 + length) return [];
  if (!/^\][A-Za-z][0-9A-Za-z]$/.test(symbology)) return [];
  return [{ type: "scan", data: { symbology, data: new TextDecoder().decode(report.subarray(5, 5 + length)) } }];
}
