import { type DriverReading, PlateFlag } from "@aisle/sdk";
import { concatMap, type Observable } from "rxjs";

/** Data report of a HID scale: id, status, unit, exponent, weight (USB-IF Point of Sale usage tables 1.02, page 0x8D). */
const reportId = 3;
const stable = 4;
const over = 6;
const inGrams = 2;

/** Every report is whole; one that is not a weight is left out. */
export function reports(reports$: Observable<Uint8Array>): Observable<DriverReading<"weight-shelf">> {
  return reports$.pipe(concatMap(toReadings));
}

function toReadings(report: Uint8Array): DriverReading<"weight-shelf">[] {
  const [id, status, unit, exponent = 0, low = 0, high = 0] = report;
  if (id !== reportId || unit !== inGrams || report.length < 6) return [];
  const grams = Float32Array.of((low + 256 * high) * 10 ** ((exponent << 24) >> 24));
  const flag = status === stable ? PlateFlag.Stable : status === over ? PlateFlag.Over : 0;
  return [{ type: "weights", data: { grams, samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(flag) } }];
}
