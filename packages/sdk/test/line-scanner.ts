import { type DriverReading, defineDriver } from "@aisle/sdk";
import { concatMap, defer, type Observable } from "rxjs";
import { z } from "zod";

/** A scanner that sends each code as a line, its AIM symbology identifier in front: `]E04006381333931`. */
export const lineScanner = defineDriver({
  id: "acme-scanner",
  kind: "barcode-scanner",
  transport: "tcp",
  settings: z.strictObject({ heartbeat: z.number().positive().optional() }),
  liveness: ({ heartbeat }) => (heartbeat === undefined ? "unwatched" : { within: heartbeat }),
  open: ({ transport }) => ({
    info: { maker: "Acme", model: "LS-1" },
    readings: defer(() => scans(transport.bytes$)),
    commands: { trigger: () => transport.write(new TextEncoder().encode("T\r\n")).then(() => undefined) },
  }),
});

/** One scan a line; the bytes come cut anywhere, and a line without end is thrown away. */
function scans(bytes$: Observable<Uint8Array>): Observable<DriverReading<"barcode-scanner">> {
  const decoder = new TextDecoder();
  let rest = "";
  return bytes$.pipe(
    concatMap((bytes) => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\r\n");
      rest = (lines.pop() ?? "").slice(-4096);
      return lines.filter((line) => line.startsWith("]")).map(toScan);
    }),
  );
}

function toScan(line: string): DriverReading<"barcode-scanner"> {
  return { type: "scan", data: { symbology: line.slice(0, 3), data: line.slice(3) } };
}
