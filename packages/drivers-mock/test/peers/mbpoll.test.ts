import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemClock } from "@aisle/sdk";
import { afterEach, describe, expect, it } from "vitest";
import {
  loadCellBoard,
  type ModbusUnit,
  modbusRtuServer,
  modbusTcpServer,
  relayTurnstile,
  serveSerialPath,
  serveTcp,
} from "../../src/emulators/index.ts";

/** Set to 1 where Debian's `mbpoll` and `socat` are installed and may be started. */
const peers = process.env["AISLE_PEERS"] === "1";
const run = promisify(execFile);
const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** What `mbpoll` read, by address; it fails with what `mbpoll` says where the answer is an exception, or none. */
async function mbpoll(...args: readonly string[]): Promise<readonly number[]> {
  const { stdout, stderr } = await run("mbpoll", ["-0", "-1", "-o", "1", ...args], { timeout: 10_000 }).catch(
    (error: unknown) => error as { readonly stdout: string; readonly stderr: string },
  );
  if (/failed/i.test(stdout + stderr)) throw new TypeError(stdout + stderr);
  return [...stdout.matchAll(/^\[\d+\]:\s+(-?\d+)/gm)].map(([, value]) => Number(value) & 0xffff);
}

function units() {
  const board = loadCellBoard({ channels: 4 });
  const gate = relayTurnstile({ clock: systemClock });
  board.show([1_000, 2_000.5, -3, Number.NaN]);
  return {
    board,
    gate,
    units: new Map<number, ModbusUnit>([
      [1, board],
      [2, gate],
    ]),
  };
}

/** A pair of pseudo-terminals; ended by the id of the process that holds it. */
async function terminals(): Promise<readonly [string, string]> {
  const folder = await mkdtemp(join(tmpdir(), "aisle-mbpoll-"));
  const ends = [join(folder, "bus"), join(folder, "host")] as const;
  const socat = spawn("socat", ["-d", "-d", ...ends.map((path) => `pty,raw,echo=0,link=${path}`)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  ending.push(async () => {
    const exited = once(socat, "exit");
    if (socat.exitCode === null && socat.kill()) await exited;
    await rm(folder, { recursive: true, force: true });
  });
  let said = "";
  for await (const chunk of socat.stderr) {
    said += String(chunk);
    if (said.includes("starting data transfer loop")) break;
  }
  return ends;
}

/** What every bus is tried with: `to` are the arguments that reach it. */
async function tryEverything(to: readonly string[], { board, gate }: ReturnType<typeof units>): Promise<void> {
  const shelf = (...args: readonly string[]) => mbpoll("-a", "1", ...args.slice(0, -1), ...to, ...tail(args));
  const relays = (...args: readonly string[]) => mbpoll("-a", "2", ...args.slice(0, -1), ...to, ...tail(args));
  expect(await shelf("-t", "3", "-r", "0", "-c", "16", "")).toEqual([
    ...[0x4c43, 4, 1, 0, 1, 1, 1, 9],
    ...[0, 10_000, 0, 20_005, 0xffff, 0x10000 - 30, 0x8000, 0],
  ]);
  await shelf("-t", "4", "-r", "0", "0 3");
  expect(await shelf("-t", "4", "-r", "0", "-c", "2", "")).toEqual([0, 3]);
  expect([board.zeros, await shelf("-t", "3", "-r", "9", "-c", "1", "")]).toEqual([1, [0]]);
  await expect(shelf("-t", "4", "-r", "0", "3")).rejects.toThrow(/Illegal data value/);
  await expect(shelf("-t", "3", "-r", "16", "-c", "1", "")).rejects.toThrow(/Illegal data address/);

  await relays("-t", "0", "-r", "0", "1");
  expect([gate.mayPass("in"), await relays("-t", "1", "-r", "0", "-c", "7", "")]).toEqual([
    true,
    [0, 0, 0, 0, 0, 0, 0],
  ]);
  gate.start("in");
  gate.complete("in");
  await relays("-t", "0", "-r", "0", "0 1 0 1");
  expect([gate.mode, await relays("-t", "0", "-r", "0", "-c", "4", "")]).toEqual(["potential", [0, 1, 0, 1]]);
  expect(await relays("-t", "3", "-r", "0", "-c", "8", "")).toEqual([0, 1, 0, 0, 0, 0, 1, 0]);
}

/** The values to write, which come after the address. */
function tail(args: readonly string[]): readonly string[] {
  return args.at(-1)!.split(" ").filter(Boolean);
}

describe.skipIf(!peers)("mbpoll, as a second client (AISLE_PEERS is not 1: it and socat may be missing)", () => {
  it("reads and writes every table of our Modbus TCP server", async () => {
    const bus = units();
    const modbus = modbusTcpServer(bus.units);
    const server = await serveTcp(modbus);
    ending.push(() => server.close());
    const to = ["-p", String(server.port), "127.0.0.1"];
    await tryEverything(to, bus);
    await expect(mbpoll("-a", "9", "-t", "3", "-r", "0", ...to)).rejects.toThrow(/Target device failed to respond/);
    expect(modbus.counters).toMatchObject({ strangers: 1, damaged: 0 });
  });

  it("reads and writes every table of our Modbus RTU server over a pair of pseudo-terminals", async () => {
    const bus = units();
    const [busPath, hostPath] = await terminals();
    const modbus = modbusRtuServer(bus.units, { clock: systemClock });
    const server = await serveSerialPath(modbus, busPath);
    ending.push(() => server.close());
    const to = ["-m", "rtu", "-b", "9600", "-P", "none", hostPath];
    await tryEverything(to, bus);
    await expect(mbpoll("-a", "9", "-t", "3", "-r", "0", ...to)).rejects.toThrow(/timed out/);
    expect(modbus.counters).toMatchObject({ strangers: 1, damaged: 0 });
  });
});
