import { chmodSync, realpathSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { openHub, silentLogger, systemClock } from "@aisle/sdk";
import { EMPTY, filter, firstValueFrom, type Observable } from "rxjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSerialTransport, serialScale, serialScanner } from "../../src/index.ts";
import { scaleAnswer } from "../emulators/scale.ts";
import { type PtyPair, ptyPair } from "./pty-pair.ts";

// Real pseudo terminals, made by socat, and the real serialport.
const ready = process.env["AISLE_PEERS"] === "1";
const why = ready ? "" : " (skipped: needs socat; set AISLE_PEERS=1)";
const line = { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1, rtscts: false } as const;
const serial = createSerialTransport();

async function open(path: string) {
  return serial.open({
    settings: { path, ...line },
    signal: new AbortController().signal,
    clock: systemClock,
    log: silentLogger,
  });
}

describe.skipIf(!ready)(`the serial transport on a pseudo terminal${why}`, () => {
  let pair: PtyPair;

  beforeEach(async () => {
    pair = await ptyPair();
  });
  afterEach(() => pair.close());

  it("carries bytes both ways", async () => {
    const [one, two] = [await open(pair.host), await open(pair.device)];
    const got = firstValueFrom(two.transport.bytes$);
    await one.transport.write(Uint8Array.of(1, 2, 0, 255));
    expect([...(await got)]).toEqual([1, 2, 0, 255]);
    await Promise.all([one.close(), two.close()]);
  });

  it("is opened by one at a time, and again after it was closed", async () => {
    const one = await open(pair.host);
    await expect(open(pair.host)).rejects.toMatchObject({ code: "device-busy", retryable: true });
    await one.close();
    await (await open(pair.host)).close();
  });

  it("stays open while nothing is said", async () => {
    const { lost$, close } = await open(pair.host);
    let lost = false;
    lost$?.subscribe(() => (lost = true));
    await wait(1_500);
    expect(lost).toBe(false);
    await close();
  });

  it("says that there is no port, that it is none, and that this user may not open it", async () => {
    await expect(open(`${pair.host}-other`)).rejects.toMatchObject({ code: "device-gone" });
    await expect(open("/dev/null")).rejects.toMatchObject({ code: "port-not-serial" });
    // The superuser may open everything.
    if (process.getuid?.() === 0) return;
    chmodSync(realpathSync(pair.host), 0o000);
    await expect(open(pair.host)).rejects.toMatchObject({ code: "permission-denied" });
  });

  it("reads a scanner and a scale in a hub, and is offline when the wire goes", async () => {
    const device = await open(pair.device);
    device.transport.bytes$.subscribe((written) => {
      const answer = scaleAnswer(written);
      if (answer !== undefined) void device.transport.write(new TextEncoder().encode(answer));
    });
    for (const [driver, settings, says] of [
      [serialScanner, {}, "]Q1MEMBER-1\r\n"],
      [serialScale, { profile: "mt-sics" }, "S S     100.00 g\r\n"],
    ] as const) {
      const hub = await openHub({
        drivers: [driver],
        transports: [serial],
        devices: [{ id: "d", driver: driver.id, settings, transport: { path: pair.host } }],
      });
      const held = [...hub.devices.values()][0]!;
      const timer = setInterval(() => void device.transport.write(new TextEncoder().encode(says)), 50);
      await firstValueFrom(held.readings$ as Observable<unknown>);
      await firstValueFrom(held.status$.pipe(filter(({ state }) => state === "online")));
      clearInterval(timer);
      if (driver === serialScale) {
        const offline = firstValueFrom(held.status$.pipe(filter(({ state }) => state === "offline")));
        pair.kill();
        await expect(offline).resolves.toMatchObject({ reason: { code: "device-gone" } });
      }
      await hub.close();
    }
    await device.close();
  });
});

describe.skipIf(!ready)(`a pseudo terminal that dies while it is opened${why}`, () => {
  it("is lost or refused, every time", async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      const pair = await ptyPair();
      const opening = open(pair.host);
      opening.catch(() => undefined);
      // From before the system opens it until after.
      await wait(turn % 6);
      pair.kill();
      const outcome = await Promise.race([
        opening.then(
          async ({ lost$ = EMPTY, close }) => {
            await firstValueFrom(lost$, { defaultValue: undefined });
            await close();
          },
          () => undefined,
        ),
        wait(3_000, "still there"),
      ]);
      expect(outcome).not.toBe("still there");
      await pair.close();
    }
  });
});
