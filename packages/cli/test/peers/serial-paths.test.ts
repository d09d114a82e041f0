import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createEmulatedStore, serveEmulatedStore } from "@aisle/drivers-mock/emulators";
import modbus from "@aisle/drivers-modbus";
import serial from "@aisle/drivers-serial";
import { type AnyDriver, type AnyTransportProvider, openHub, seededRandom, systemClock } from "@aisle/sdk";
import { filter, firstValueFrom, timeout } from "rxjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Real pseudo terminals made by socat: the emulators on one end of each, the real drivers on the other.
const ready = process.env["AISLE_PEERS"] === "1";
const why = ready ? "" : " (skipped: needs socat; set AISLE_PEERS=1)";
const wires = ["gate-1", "gate-2", "scanner-2", "scale-1"];
const parts: readonly object[] = [...modbus, ...serial];
const drivers = parts.filter((part): part is AnyDriver => "kind" in part);
const transports = parts.filter((part): part is AnyTransportProvider => !("kind" in part));

describe.skipIf(!ready)(`an emulated store on serial paths${why}`, () => {
  let folder: string;
  const pairs: ChildProcess[] = [];
  const end = (wire: string, side: "device" | "host"): string => join(folder, `${wire}-${side}`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "aisle-paths-"));
    for (const wire of wires) {
      const ends = [end(wire, "device"), end(wire, "host")];
      pairs.push(
        spawn(
          "socat",
          ends.map((link) => `pty,raw,echo=0,link=${link}`),
          { stdio: "ignore" },
        ),
      );
      for (let tries = 0; tries < 200 && !ends.every((path) => existsSync(path)); tries += 1) await wait(10);
    }
  });
  afterAll(async () => {
    for (const socat of pairs) {
      const ended = once(socat, "exit");
      socat.kill("SIGKILL");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it("is read by the real drivers: a relay module over Modbus RTU, a turnstile board, a scanner and a scale", async () => {
    const store = createEmulatedStore({
      clock: systemClock,
      random: seededRandom(1),
      simulation: { shoppersPerMinute: 60 },
    });
    const serialPaths = new Map(wires.map((wire) => [wire, end(wire, "device")]));
    await using served = await serveEmulatedStore(store, { serialPaths });
    const written = JSON.stringify(served.settings).replaceAll("-device", "-host");
    const { buses, devices } = JSON.parse(written) as typeof served.settings;
    await using hub = await openHub({
      drivers,
      transports,
      buses: buses.filter(({ id }) => id === "gate-1-bus"),
      devices: devices.filter(({ id }) => wires.includes(id)),
      clock: systemClock,
    });
    const over = new AbortController();
    const living = store.live(over.signal);
    const heard = await Promise.all(
      wires.map((wire) =>
        firstValueFrom(
          hub.readings$.pipe(
            filter(({ device, type }) => device === wire && type !== "alarm" && type !== "mode"),
            timeout(25_000),
          ),
        ),
      ),
    );
    expect(heard.map(({ type }) => type)).toEqual(["counters", "counters", "scan", "weights"]);
    for (const [, { status }] of hub.devices) expect(status.state).toBe("online");
    over.abort();
    await living;
  });
});
