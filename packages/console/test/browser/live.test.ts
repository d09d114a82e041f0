/** The page of a living store, in a real browser. */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artefacts, asked, type Faults, launch, watchFaults, why } from "./chromium.ts";
import { type FirstLines, watchFirstLines } from "./first-lines.ts";
import { type SimulatedPage, simulatedPage } from "./simulated-page.ts";

const lineWithin = 300;
const linesMeasured = 10;

describe.skipIf(!asked)(`the page of a living store${why}`, () => {
  let browser: Browser;
  let store: SimulatedPage;
  let page: Page;
  let faults: Faults;
  let lines: FirstLines;

  beforeAll(async () => {
    browser = await launch();
    store = await simulatedPage();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    faults = await watchFaults(page, new URL(store.url).origin);
    lines = await watchFirstLines(page, store);
    await page.goto(store.url);
    await page.getByTestId("floor").waitFor();
  }, 60_000);

  afterAll(async () => {
    await page.screenshot({ path: join(artefacts, "live.png") });
    await browser.close();
    await store[Symbol.asyncDispose]();
  }, 60_000);

  const ofFloor = async (name: string): Promise<number> =>
    Number((await page.getByTestId("floor").getAttribute(`data-${name}`)) ?? Number.NaN);
  const until = async (name: string, atLeast: number): Promise<void> => {
    await expect.poll(() => ofFloor(name), { timeout: 40_000 }).toBeGreaterThanOrEqual(atLeast);
  };

  it("shows people who move", { timeout: 60_000 }, async () => {
    await until("people", 2);
    const frames = await ofFloor("frames");
    const before = await page.getByTestId("floor").screenshot();
    await until("frames", frames + 20);
    expect((await page.getByTestId("floor").screenshot()).equals(before)).toBe(false);
  });

  it("lets a shelf flash when something is taken, and not before", { timeout: 60_000 }, async () => {
    const taken = store.somethingTaken();
    const early = await Promise.race([taken.then(() => undefined), ofFloor("flashes")]);
    expect(early ?? 0).toBe(0);
    await taken;
    await expect.poll(() => ofFloor("flashes"), { timeout: 1_500, interval: 50 }).toBeGreaterThan(0);
  });

  it("shows each cart line within 300 ms of the store event that says so", { timeout: 90_000 }, async () => {
    const times = (await lines.take(linesMeasured)).toSorted((a, b) => a - b);
    const median = times[times.length >> 1] ?? Number.NaN;
    process.stderr.write(`cart lines on the page: p50 ${median} ms, most ${times.at(-1) ?? 0} ms of ${times.length}\n`);
    expect(times.at(-1)).toBeLessThanOrEqual(lineWithin);
  });

  it("opens the evidence of a line, with the curve of its plates", { timeout: 60_000 }, async () => {
    const line = page.locator('[data-testid^="line-"]').first();
    await line.waitFor();
    await line.click();
    const evidence = page.getByTestId("evidence");
    await evidence.waitFor();
    await evidence.locator("canvas").first().waitFor();
    await page.screenshot({ path: join(artefacts, "evidence.png") });
  });

  it("asked nobody else, broke no policy and complained of nothing", () => {
    expect(faults).toEqual([]);
  });
});
