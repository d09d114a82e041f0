import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createMemoryNetwork,
  faultyDevice,
  loadCellBoard,
  modbusTcpServer,
  scannerDevice,
  serveTcp,
  wireFaults,
} from "@aisle/drivers-mock/emulators";
import { type DriverReading, defineDriver, seededRandom, systemClock, VirtualClock } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { mergeMap, of } from "rxjs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

/** A driver of a scanner whose every chunk is a whole line. */
const lineDriver = defineDriver({
  id: "line-scanner",
  kind: "barcode-scanner",
  transport: "tcp",
  settings: z.strictObject({}),
  liveness: "unwatched",
  open: ({ transport }) => ({
    readings: transport.bytes$.pipe(
      mergeMap((bytes) => {
        const line = new TextDecoder().decode(bytes).trimEnd();
        const data = { symbology: line.slice(0, 3), data: line.slice(3) };
        return of<DriverReading<"barcode-scanner">>({ type: "scan", data });
      }),
    ),
    commands: { trigger: () => transport.write(Uint8Array.of(0x16, 0x54, 0x0d)).then(() => undefined) },
  }),
});

describe("the emulators", () => {
  it("are used as the README says", async () => {
    const board = loadCellBoard({ channels: 12 });
    const bus = modbusTcpServer(new Map([[1, board]]));
    const wire = faultyDevice(bus, { clock: systemClock, random: seededRandom(1) });
    const server = await serveTcp(wire);
    board.show(new Float32Array(12).fill(250));
    wire.set("half-open");
    expect([server.port > 0, board.said.get("weights"), wire.fault]).toEqual([
      true,
      { said: 1, heard: 0, unheard: 1 },
      "half-open",
    ]);
    await server.close();
    for (const line of [
      "const bus = modbusTcpServer(new Map([[1, board]]));",
      "const server = await serveTcp(wire);",
      ...wireFaults.map((fault) => `| \`${fault}\` |`),
    ]) {
      expect(readme).toContain(line);
    }
  });

  it("are opened, lost and found again by the hub, over a network in memory in virtual time", async () => {
    const scanner = scannerDevice();
    const clock = new VirtualClock(0);
    const wire = faultyDevice(scanner, { clock, random: seededRandom(1) });
    const network = createMemoryNetwork(clock);
    network.listen(9_100, wire);
    const settings = {
      drivers: [lineDriver],
      transports: [network.tcp],
      devices: [{ id: "scan-1", driver: "line-scanner", transport: { port: 9_100 } }],
    };
    await using store = await testHub(settings, clock);
    let triggers = 0;
    scanner.onTrigger(() => {
      triggers += 1;
    });
    await clock.run(100);
    expect(store.hub.device("scan-1", "barcode-scanner").status.state).toBe("online");
    const triggering = store.hub.device("scan-1", "barcode-scanner").commands.trigger({});
    await clock.run(150);
    expect([(await triggering).outcome, triggers]).toEqual(["done", 1]);
    scanner.scan("]Q1", "ONE");
    await clock.run(200);
    wire.set("unplug", { forMs: 5_000 });
    await clock.run(1_200);
    expect(store.hub.device("scan-1", "barcode-scanner").status.state).not.toBe("online");
    scanner.scan("]Q1", "UNHEARD");
    await clock.run(60_000);
    scanner.scan("]Q1", "TWO");
    await clock.run(60_100);
    expect(store.readings.map(({ data }) => data)).toEqual([
      { symbology: "]Q1", data: "ONE" },
      { symbology: "]Q1", data: "TWO" },
    ]);
    expect(scanner.said.get("scan")).toEqual({ said: 3, heard: 2, unheard: 1 });
    await store.hub.close();
    expect([network.connections, clock.nextTimerAt()]).toEqual([0, undefined]);
  });
});
