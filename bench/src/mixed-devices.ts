/**
 * What a hundred devices of mixed kinds cost the host at their natural rates: the real drivers over loopback, the devices
 * emulated in a process of their own. Measures the CPU of the process with the hub, for all kinds together and for each
 * alone. Ends with 1 above the bar, and when a device was lost or said less than it should. Run it on a quiet machine.
 *
 *     npm run -s bench -- mixed-devices [--seconds N] [--alone N] [--only KIND] [--rounds N]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import hid from "@aisle/drivers-hid";
import modbus from "@aisle/drivers-modbus";
import onvif from "@aisle/drivers-onvif";
import serial from "@aisle/drivers-serial";
import { type AnyDriver, type AnyTransportProvider, openHub } from "@aisle/sdk";
import { type KindName, kindNames, kinds } from "./mixed-devices/kinds.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    alone: { type: "string", default: "8" },
    only: { type: "string" },
    rounds: { type: "string", default: "1" },
  },
});
/** Percent of one core. */
const bar = 25;
/** Of the readings that a kind should say, so much must come: timers of two processes drift. */
const leastShare = 0.95;
const warmUpMs = 8_000;

const plugins: readonly unknown[] = [...modbus, ...serial, ...hid, ...onvif];
const drivers = plugins.filter((each): each is AnyDriver => "kind" in (each as object));
const transports = plugins.filter((each): each is AnyTransportProvider => !("kind" in (each as object)));
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const emulators = fork(new URL("./mixed-devices/emulators.ts", import.meta.url));
const [ports] = (await once(emulators, "message")) as [Readonly<Record<KindName, readonly number[]>>];

interface Measured {
  /** Percent of one core. */
  readonly share: number;
  /** Readings a second by kind. */
  readonly rates: ReadonlyMap<KindName, number>;
  /** What went wrong. */
  readonly problems: readonly string[];
}

async function measure(names: readonly KindName[], seconds: number): Promise<Measured> {
  const kindOf = new Map<string, KindName>();
  const settings = names.flatMap((name) =>
    ports[name].map((port, index) => {
      const made = kinds[name].settings(`${name}-${index + 1}`, port);
      for (const { id } of made.devices) kindOf.set(id, name);
      return made;
    }),
  );
  const hub = await openHub({
    ...{ drivers, transports },
    buses: settings.flatMap(({ buses = [] }) => buses),
    devices: settings.flatMap(({ devices }) => devices),
  });
  const heard = new Map<KindName, number>(names.map((name) => [name, 0]));
  const problems: string[] = [];
  hub.readings$.subscribe(({ device }) => {
    const name = kindOf.get(device)!;
    heard.set(name, heard.get(name)! + 1);
  });
  await sleep(warmUpMs);
  const offline = [...hub.devices.values()].filter(({ status }) => status.state !== "online");
  problems.push(...offline.map(({ id, status }) => `${id} is ${status.state}`));
  const watching = hub.statuses$.subscribe(({ device, status }) => {
    if (status.state !== "online") problems.push(`${device} became ${status.state}`);
  });
  for (const name of names) heard.set(name, 0);
  const started = performance.now();
  const cpu = process.cpuUsage();
  await sleep(seconds * 1_000);
  const { user, system } = process.cpuUsage(cpu);
  const took = performance.now() - started;
  const rates = new Map([...heard].map(([name, count]) => [name, (1_000 * count) / took]));
  for (const [name, rate] of rates) {
    const due = kinds[name].wires * kinds[name].devicesOnWire * kinds[name].rate;
    if (rate < leastShare * due || rate === 0) {
      problems.push(`${kinds[name].name}: ${rate.toFixed(1)} readings/s, expected ${due.toFixed(1)}`);
    }
  }
  watching.unsubscribe();
  await hub.close();
  return { share: (user + system) / 10 / took, rates, problems };
}

/** Says it with the load of the machine before. */
async function say(title: string, names: readonly KindName[], seconds: number): Promise<Measured> {
  const load = loadavg()[0] ?? Number.NaN;
  const measured = await measure(names, seconds);
  const rate = [...measured.rates.values()].reduce((sum, each) => sum + each, 0);
  const cost = (10_000 * measured.share) / rate;
  console.log(
    `  ${title.padEnd(50)} ${measured.share.toFixed(1).padStart(5)} % of a core ${rate.toFixed(1).padStart(7)} readings/s ${cost.toFixed(0).padStart(6)} µs each   (load ${load.toFixed(1)})`,
  );
  for (const problem of measured.problems.slice(0, 10)) console.log(`    ! ${problem}`);
  return measured;
}

let failed = false;
const count = kindNames.reduce((sum, name) => sum + kinds[name].wires * kinds[name].devicesOnWire, 0);
console.log(`${count} devices, ${values.seconds} s (bar: ${bar} %), Node ${process.versions.node}`);
const only = kindNames.filter((name) => values.only === undefined || values.only.split(",").includes(name));
for (let round = 0; round < Number(values.rounds); round += 1) {
  if (values.only === undefined) {
    const { share, problems } = await say(`all ${count}`, kindNames, Number(values.seconds));
    failed ||= share > bar || problems.length > 0;
  }
  if (round > 0 && values.only === undefined) continue;
  for (const name of only) await say(kinds[name].name, [name], Number(values.alone));
}
emulators.disconnect();
if (failed) console.log(`FAILED: above ${bar} %, or not all was there; on a busy machine this says little`);
process.exitCode = failed ? 1 : 0;
