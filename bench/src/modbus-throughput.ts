/**
 * One Modbus TCP bus of 32 shelves × 12 plates, polled as fast as it goes: a bare modbus-serial loop on one connection,
 * and 32 pollers at once on the `modbus` transport, in turn in one run against the same server in a process of its own.
 *
 *     npm run -s bench -- modbus-throughput [--reads N] [--rounds N]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { createModbusTransport } from "@aisle/drivers-modbus";
import { silentLogger, systemClock } from "@aisle/sdk";
import library from "modbus-serial";

const { values } = parseArgs({
  options: { reads: { type: "string", default: "9600" }, rounds: { type: "string", default: "11" } },
});
const units = 32;
const registers = 40;
const each = Math.ceil(Number(values.reads) / units);
const rounds = Number(values.rounds);

/** The part of modbus-serial's client that a plain loop needs. */
interface Bare {
  connectTCP(host: string, options: { port: number }): Promise<void>;
  setTimeout(ms: number): void;
  setID(unit: number): void;
  readInputRegisters(address: number, count: number): Promise<{ data: number[] }>;
  close(done: () => void): void;
}

const server = fork(new URL("./modbus-throughput/board-server.mjs", import.meta.url), { execArgv: [] });
const [port] = (await once(server, "message")) as [number];

const bare = new (library as unknown as new () => Bare)();
await bare.connectTCP("127.0.0.1", { port });
bare.setTimeout(500);

const ours = await createModbusTransport().open({
  settings: { mode: "tcp", host: "127.0.0.1", port, timeout: 500, connectTimeout: 5_000 },
  signal: new AbortController().signal,
  clock: systemClock,
  log: silentLogger,
});

let mixedUp = 0;
/** Register 3 is the unit's own number. */
function check(unit: number, data: ArrayLike<number>): void {
  if (data.length !== registers || data[3] !== unit) mixedUp += 1;
}

async function bareLoop(): Promise<void> {
  for (let n = 0; n < each; n += 1) {
    for (let unit = 1; unit <= units; unit += 1) {
      bare.setID(unit);
      check(unit, (await bare.readInputRegisters(0, registers)).data);
    }
  }
}

async function pollers(): Promise<void> {
  const poll = async (unit: number): Promise<void> => {
    for (let n = 0; n < each; n += 1) check(unit, await ours.transport.readInputRegisters(unit, 0, registers));
  };
  await Promise.all(Array.from({ length: units }, (_, index) => poll(index + 1)));
}

/** Reads a second, and microseconds of this process's CPU a read. */
async function time(work: () => Promise<void>): Promise<{ rate: number; cpu: number }> {
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { rate: (each * units) / seconds, cpu: (user + system) / (each * units) };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const results: { bare: Awaited<ReturnType<typeof time>>; ours: Awaited<ReturnType<typeof time>> }[] = [];
for (let round = -2; round < rounds; round += 1) {
  // Whoever goes first changes, and the first rounds are for the compiler.
  const first = round % 2 === 0;
  const one = await time(first ? bareLoop : pollers);
  const other = await time(first ? pollers : bareLoop);
  if (round >= 0) results.push(first ? { bare: one, ours: other } : { bare: other, ours: one });
}

console.log(
  `${units} units × 12 plates, ${rounds} rounds of ${each * units} reads each, Node ${process.versions.node}`,
);
for (const [name, key] of [
  ["modbus-serial, a bare loop", "bare"],
  ["the modbus transport, 32 pollers", "ours"],
] as const) {
  const rate = median(results.map((result) => result[key].rate));
  const cpu = median(results.map((result) => result[key].cpu));
  console.log(`  ${name.padEnd(34)} ${rate.toFixed(0)} reads/s, ${cpu.toFixed(1)} µs CPU a read`);
}
const ratios = results.map((result) => (100 * result.ours.rate) / result.bare.rate);
console.log(
  `  ratio: median ${median(ratios).toFixed(1)} %, worst round ${Math.min(...ratios).toFixed(1)} % (bar: 90 %); answers mixed up: ${mixedUp}`,
);
await ours.close();
await new Promise<void>((resolve) => {
  bare.close(resolve);
});
server.disconnect();
