import { AisleError, type DriverReading, defineDriver, isWorking, seededRandom } from "@aisle/sdk";
import { fakeByteTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { concatMap, map, type Observable } from "rxjs";
import { expect, it } from "vitest";
import { z } from "zod";
import { lineScanner } from "./line-scanner.ts";

type Parse = (bytes$: Observable<Uint8Array>) => Observable<DriverReading<"barcode-scanner">>;

const scanner = (parse: Parse) =>
  defineDriver({
    ...lineScanner,
    settings: z.strictObject({}),
    liveness: "unwatched",
    open: ({ transport }) => ({ readings: parse(transport.bytes$) }),
  });

const drivers: Readonly<Record<string, Parse | undefined>> = {
  "parses lines": undefined,
  "hands on bytes for readings": (bytes$) => bytes$ as Observable<never>,
  "hands on numbers, strings and nothing": (bytes$) =>
    bytes$.pipe(concatMap((bytes) => [...bytes.subarray(0, 9), String(bytes[0]), undefined])) as Observable<never>,
  "breaks off": (bytes$) =>
    bytes$.pipe(
      map(() => {
        throw new AisleError("protocol-noise", "This is no line.", { category: "input" });
      }),
    ),
};

// The long version, with memory, is `npm run -s bench -- random-bytes`.
it.each(Object.entries(drivers))(
  "a hub eats two megabytes of random bytes through a driver that %s",
  async (_, parse) => {
    const line = fakeByteTransport();
    const driver = parse === undefined ? lineScanner : scanner(parse);
    const store = await testHub({
      drivers: [driver],
      transports: [fakeProvider("tcp", line)],
      devices: [{ id: "scan-1", driver: "acme-scanner", transport: { port: 1 } }],
      random: () => 0.5,
    });
    const { hub, clock } = store;
    const random = seededRandom(7);
    for (let n = 0; n < 32; n += 1) {
      line.feed(Uint8Array.from({ length: 65_536 }, () => random() * 256));
      await clock.run(clock.now() + 60_000);
    }
    const { status } = hub.device("scan-1", "barcode-scanner");
    expect(isWorking(status) || status.state === "offline").toBe(true);
    for (const reading of store.readings) expect(JSON.stringify(reading.data).length).toBeLessThan(100_000);
    await clock.run(clock.now() + 600_000);
    if (parse === undefined) {
      line.feed("\r\n]E04006381333931\r\n");
      expect(store.readings.at(-1)?.data).toEqual({ symbology: "]E0", data: "4006381333931" });
    }
    expect(hub.device("scan-1", "barcode-scanner").status.state).toBe("online");
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  },
);
