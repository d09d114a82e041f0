/** The transport against a Modbus server that is not ours. Real time, real sockets, a real pseudo-terminal. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenTransport, silentLogger, systemClock } from "@aisle/sdk";
import { firstValueFrom, timeout } from "rxjs";
import { afterEach, describe, expect, it } from "vitest";
import { createModbusTransport } from "../../src/index.ts";
import { type ModbusSettings, modbusSettings } from "../../src/transport/settings.ts";
import { valueAt } from "../simulator/index.ts";
import { exists, freePort, type Peer, start } from "./start.ts";

const run = process.env["AISLE_PEERS"] === "1";
const why = run ? "" : " (SKIPPED: needs AISLE_PEERS=1 and Debian's python3-pymodbus, python3-serial and socat)";
const units = 32;
const script = fileURLToPath(new URL("./pymodbus_server.py", import.meta.url));

interface Opened {
  readonly open: OpenTransport<"modbus">;
  /** The other end goes away, and takes the line with it. */
  readonly cut: () => Promise<void>;
}

const cleaners: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

function serve(mode: "tcp" | "rtu", where: string): Promise<Peer> {
  return started(
    start("/usr/bin/python3", [script, mode, where, String(units)], (output) => output().includes("ready")),
  );
}

async function started(starting: Promise<Peer>): Promise<Peer> {
  const peer = await starting;
  cleaners.push(() => peer.kill());
  return peer;
}

async function connect(settings: object): Promise<OpenTransport<"modbus">> {
  const open = await createModbusTransport().open({
    settings: modbusSettings.parse(settings),
    signal: new AbortController().signal,
    clock: systemClock,
    log: silentLogger,
  });
  cleaners.push(async () => open.close());
  return open;
}

/** A pair of pseudo-terminals that socat joins. */
async function terminals(): Promise<{ ours: string; theirs: string; socat: Peer }> {
  const folder = await mkdtemp(join(tmpdir(), "aisle-modbus-"));
  cleaners.push(() => rm(folder, { recursive: true, force: true }));
  const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
  const ends = [ours, theirs].map((path) => `pty,raw,echo=0,link=${path}`);
  const socat = await started(start("socat", ends, async () => (await exists(ours)) && (await exists(theirs))));
  return { ours, theirs, socat };
}

const lines: Readonly<Record<ModbusSettings["mode"], () => Promise<Opened>>> = {
  async tcp() {
    const port = await freePort();
    const server = await serve("tcp", String(port));
    return { open: await connect({ mode: "tcp", host: "127.0.0.1", port }), cut: () => server.kill() };
  },
  async rtu() {
    const { ours, theirs, socat } = await terminals();
    await serve("rtu", theirs);
    return { open: await connect({ mode: "rtu", path: ours, baudRate: 115_200 }), cut: () => socat.kill() };
  },
  async "rtu-over-tcp"() {
    const { ours, theirs } = await terminals();
    await serve("rtu", theirs);
    const port = await freePort();
    // A serial device server: bytes of a TCP connection onto a serial line.
    const bridge = await started(
      start("socat", ["-d", "-d", `tcp-listen:${port},bind=127.0.0.1,nodelay`, `${ours},raw,echo=0`], (output) =>
        output().includes("listening"),
      ),
    );
    return { open: await connect({ mode: "rtu-over-tcp", host: "127.0.0.1", port }), cut: () => bridge.kill() };
  },
};

describe(`pymodbus${why}`, () => {
  describe.skipIf(!run).each(["tcp", "rtu", "rtu-over-tcp"] as const)("as a server over %s", (mode) => {
    it("answers 32 units that are polled at once, and no answer is mixed up with another", async () => {
      const { transport } = (await lines[mode]()).open;
      const poll = async (unit: number): Promise<void> => {
        for (let round = 0; round < 5; round += 1) {
          const address = (unit * 13 + round * 29) % 800;
          const [input, holding, bits] = await Promise.all([
            transport.readInputRegisters(unit, address, 40),
            transport.readHoldingRegisters(unit, address, 2),
            transport.readCoils(unit, address, 11),
          ]);
          expect(Array.from(input)).toEqual(Array.from(input, (_, n) => valueAt(unit, "input", address + n)));
          expect(Array.from(holding)).toEqual([0, 1].map((n) => valueAt(unit, "holding", address + n)));
          expect(bits).toEqual(bits.map((_, n) => valueAt(unit, "coils", address + n) === 1));
        }
      };
      await Promise.all(Array.from({ length: units }, (_, index) => poll(index + 1)));
    });

    it("has what was written, one value or several, and refuses what it does not have", async () => {
      const { transport } = (await lines[mode]()).open;
      await transport.writeRegisters(7, 100, Uint16Array.of(4_242));
      await transport.writeRegisters(7, 101, Uint16Array.of(1, 65_535, 0));
      await transport.writeCoils(7, 3, [valueAt(7, "coils", 3) === 0]);
      await transport.writeCoils(7, 4, [true, false, true, true, false, false, true, true, false]);
      expect(Array.from(await transport.readHoldingRegisters(7, 100, 4))).toEqual([4_242, 1, 65_535, 0]);
      expect(await transport.readCoils(7, 3, 10)).toEqual([
        valueAt(7, "coils", 3) === 0,
        ...[true, false, true, true, false, false, true, true, false],
      ]);
      await expect(transport.readInputRegisters(7, 990, 20)).rejects.toMatchObject({ code: "modbus-illegal-address" });
      await expect(transport.readInputRegisters(99, 0, 1)).rejects.toMatchObject({
        code: "timeout",
      });
      expect((await transport.readInputRegisters(8, 5, 1))[0]).toBe(valueAt(8, "input", 5));
    });

    it("is lost within a second when its line is cut, and what was asked ends", async () => {
      const { open, cut } = await lines[mode]();
      await open.transport.readInputRegisters(1, 0, 1);
      const lost = firstValueFrom(open.lost$!.pipe(timeout(1_000)));
      await cut();
      const asked = open.transport.readInputRegisters(1, 0, 1);
      await expect(lost).resolves.toMatchObject({ code: "device-gone" });
      await expect(asked).rejects.toMatchObject({ code: "device-gone" });
    });
  });
});
