import type { Fusion } from "@aisle/fusion";
import { type Hub, silentLogger, VirtualClock } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { Subject } from "rxjs";
import { expect, it } from "vitest";
import type { CliIo } from "../io/io.ts";
import type { StorePlan } from "../run/running-store.ts";
import { openStorePage } from "./store-page.ts";

const model: StoreModel = {
  ...{ name: "corner", currency: "EUR", floor: [], zones: [], gates: [], cameras: [], ceilings: [] },
  ...{ shelves: [], products: [], planogram: [] },
};

it("the page says what an installer had found before, and names the files it writes only where it may", async () => {
  const clock = new VirtualClock(1_000_000);
  const streams = { readings$: new Subject(), statuses$: new Subject() };
  const hub = { ...streams, devices: new Map(), health: () => ({ devices: [] }) } as unknown as Hub;
  const fusion = { events$: new Subject(), engine: { at: 0, people: () => [], reach: () => [] } } as unknown as Fusion;
  const cameras = [{ camera: "cam-1", at: "2026-03-02T09:30:00.000Z", medianError: 0.012 }];
  const files = { settingsFile: "store.yaml", modelFile: "store.json" };
  const plan = { model, clock, ...files, installation: { cameras, plates: [], gates: [] } } as unknown as StorePlan;
  const io = { clock, env: {}, cwd: "/" } as unknown as CliIo;
  const helloOf = async (allow: ReadonlySet<"install">): Promise<unknown> => {
    const args = { host: "127.0.0.1", port: 0, allow };
    const page = await openStorePage(args, io, { hub, fusion, plan, log: silentLogger });
    try {
      return await (await fetch(new URL("api/v1/hello", page.url))).json();
    } finally {
      await page.close();
    }
  };
  expect(await helloOf(new Set(["install"]))).toMatchObject({ ...files, installation: { cameras } });
  const looking = await helloOf(new Set());
  expect(looking).toMatchObject({ installation: { cameras } });
  expect(looking).not.toHaveProperty("modelFile");
});

it("what fails in the page of a store is told to its log, and the store goes on", async () => {
  const clock = new VirtualClock(1_000_000);
  const streams = { readings$: new Subject(), statuses$: new Subject() };
  const hub = { ...streams, devices: new Map(), health: () => ({ devices: [] }) } as unknown as Hub;
  const people = (): never => {
    throw new RangeError("broken");
  };
  const fusion = { events$: new Subject(), engine: { at: 0, people, reach: people } } as unknown as Fusion;
  const plan = { model, clock } as unknown as StorePlan;
  const io = { clock, env: {}, cwd: "/" } as unknown as CliIo;
  const errors: string[] = [];
  const log = { ...silentLogger, error: (text: string) => void errors.push(text) };
  const args = { host: "127.0.0.1", port: 0, allow: new Set<never>() };
  const page = await openStorePage(args, io, { hub, fusion, plan, log });
  clock.advanceTo(1_000_500);
  await page.close();
  expect(errors).toEqual(["console: a frame could not be shown: broken"]);
});
