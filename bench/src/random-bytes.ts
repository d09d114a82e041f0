/**
 * What a hub does with bytes that mean nothing: each driver eats so many random bytes as fast as it can, and memory must
 * stay where it was. Prints MB/s, the heap after every tenth, and what became of the device.
 *
 *     npm run -s bench -- random-bytes [--megabytes N]
 */
import { parseArgs } from "node:util";
import v8 from "node:v8";
import vm from "node:vm";
import { AisleError, type DriverReading, defineDriver, defineTransport, openHub, seededRandom } from "@aisle/sdk";
import { concatMap, Observable, Subject } from "rxjs";

const { values } = parseArgs({ options: { megabytes: { type: "string", default: "100" } } });
const megabytes = Number(values.megabytes);
const settings = {
  "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) },
} as const;
type Scan = DriverReading<"barcode-scanner">;

/** A parser of lines that takes whatever comes for a scan. */
function credulous(bytes$: Observable<Uint8Array>): Observable<Scan> {
  const decoder = new TextDecoder();
  let rest = "";
  return bytes$.pipe(
    concatMap((bytes) => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = (lines.pop() ?? "").slice(-4096);
      return lines.map((data): Scan => ({ type: "scan", data: { symbology: "]X0", data } }));
    }),
  );
}

/** One that hands on what it gets, which is no reading at all. */
function careless(bytes$: Observable<Uint8Array>): Observable<Scan> {
  return bytes$ as Observable<never>;
}

/** One that ends the connection with the first line that it cannot read. */
function strict(bytes$: Observable<Uint8Array>): Observable<Scan> {
  return new Observable((subscriber) =>
    bytes$.subscribe(() => {
      subscriber.error(new AisleError("protocol-noise", "This is no line.", { category: "input" }));
    }),
  );
}

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;
const random = seededRandom(1);
const chunk = new Uint8Array(65_536);

async function eat(name: string, parse: (bytes$: Observable<Uint8Array>) => Observable<Scan>): Promise<void> {
  const line = new Subject<Uint8Array>();
  const tcp = defineTransport({
    transport: "tcp",
    settings,
    open: () => ({ transport: { bytes$: line, write: () => Promise.resolve() }, close: () => undefined }),
  });
  const driver = defineDriver({
    id: "d",
    kind: "barcode-scanner",
    transport: "tcp",
    settings,
    liveness: "unwatched",
    open: ({ transport }) => ({ readings: parse(transport.bytes$) }),
  });
  const hub = await openHub({
    drivers: [driver],
    transports: [tcp],
    devices: [{ id: "d", driver: "d" }],
    supervision: { retryFirst: 1, retryCap: 1, flappingRetry: 1 },
  });
  let readings = 0;
  hub.readings$.subscribe(() => {
    readings += 1;
  });
  const heap: number[] = [];
  const chunks = Math.ceil((megabytes * 1_000_000) / chunk.length);
  const started = performance.now();
  for (let n = 0; n < chunks; n += 1) {
    for (let at = 0; at < chunk.length; at += 1) chunk[at] = random() * 256;
    line.next(chunk.slice());
    if (n % 16 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    if (n % Math.ceil(chunks / 10) === 0) {
      collect();
      heap.push(process.memoryUsage().heapUsed / 1e6);
    }
  }
  const took = (performance.now() - started) / 1_000;
  const { status } = hub.device("d", "barcode-scanner");
  const reason = "reason" in status ? ` (${status.reason.code})` : "";
  console.log(
    `${name.padEnd(26)} ${megabytes} MB at ${(megabytes / took).toFixed(0)} MB/s, ${readings} readings, is ${status.state}${reason}`,
  );
  console.log(`  heap in MB after each tenth: ${heap.map((mb) => mb.toFixed(1)).join(" ")}`);
  await hub.close();
}

await eat("takes all for scans", credulous);
await eat("emits what is no reading", careless);
await eat("breaks off each time", strict);
