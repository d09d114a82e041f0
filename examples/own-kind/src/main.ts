import { openHub, type Reading, VirtualClock } from "@aisle/sdk";
import { freezerBus } from "./freezer-bus.ts";
import { freezerLid } from "./freezer-lid.ts";

/** Two freezers for half a minute of their time, as lines: what their lids did, and what became of locking one. */
export async function freezers(): Promise<string[]> {
  const clock = new VirtualClock(0);
  const lines: string[] = [];
  const hub = await openHub({
    clock,
    drivers: [freezerLid],
    transports: [freezerBus],
    buses: [{ id: "bus", transport: "freezer-bus", settings: { freezers: 2 } }],
    devices: [1, 2].map((freezer) => ({
      id: `lid-${freezer}`,
      driver: freezerLid.id,
      bus: "bus",
      settings: { freezer },
    })),
  });
  hub.readings$.subscribe((reading) => lines.push(describe(reading)));
  await clock.run(21_000);
  const lid = hub.device("lid-2", "freezer-lid");
  const locking = await lid.commands.lock({ minutes: 5 });
  const result = locking.outcome === "done" ? (locking.output ? "locked" : "not locked, it is open") : locking.outcome;
  lines.push(`${lid.id} is ${lid.status.state}: ${result}`);
  await hub.close();
  return lines;
}

/** `kind` tells readings apart, a kind of one's own like any other. */
function describe(reading: Reading): string {
  if (reading.kind !== "freezer-lid") return `${reading.device}: ${reading.type}`;
  return `${reading.receivedAt / 1_000} s: ${reading.device} ${reading.data.open ? "opened" : "shut"}`;
}

if (process.argv[1] === import.meta.filename) {
  const lines = await freezers();
  console.log(lines.join("\n"));
  if (lines.length !== 6) process.exitCode = 1;
}
