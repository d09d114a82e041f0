/** Moving through time on the page of a living store, by buttons, keys and links. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, type Faults, launch, watchFaults, why } from "./chromium.ts";
import { type SimulatedPage, simulatedPage } from "./simulated-page.ts";

describe.skipIf(!asked)(`time on the page${why}`, () => {
  let browser: Browser;
  let store: SimulatedPage;
  let page: Page;
  let faults: Faults;

  beforeAll(async () => {
    browser = await launch();
    store = await simulatedPage();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    faults = await watchFaults(page, new URL(store.url).origin);
    await page.goto(store.url);
    await page.getByTestId("floor").waitFor();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await store[Symbol.asyncDispose]();
  }, 60_000);

  const clock = async (): Promise<string> => (await page.getByTestId("clock").textContent()) ?? "";
  const changes = async (from: string): Promise<void> => {
    await expect.poll(clock, { timeout: 5_000 }).not.toBe(from);
  };

  it("stands still when it is paused by a key, and goes on when it is played", async () => {
    await changes(await clock());
    await page.keyboard.press("Space");
    await page.waitForTimeout(300);
    const paused = await clock();
    await page.waitForTimeout(1_500);
    expect(await clock()).toBe(paused);
    await page.keyboard.press("Space");
    await changes(paused);
  });

  it("is paused and played by its button", async () => {
    await page.getByTestId("play").click();
    await page.waitForTimeout(300);
    const paused = await clock();
    await page.waitForTimeout(1_200);
    expect(await clock()).toBe(paused);
  });

  const moment = (): number => Number(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("t") ?? Number.NaN);

  it("goes back and on by steps of a tenth of a second", async () => {
    await expect.poll(moment, { timeout: 5_000 }).toBeGreaterThan(0);
    const from = moment();
    await page.locator("body").press("ArrowLeft");
    await expect.poll(moment, { timeout: 5_000 }).toBe(from - 100);
    await page.getByRole("button", { name: "One frame on" }).click();
    await expect.poll(moment, { timeout: 5_000 }).toBe(from);
  });

  it("jumps to what was taken, and its link brings the moment back", async () => {
    await store.somethingTaken();
    await page.getByRole("button", { name: "Live", exact: true }).click();
    await page.waitForTimeout(1_500);
    await page.getByRole("button", { name: "Previous pick or return" }).click();
    await expect.poll(moment, { timeout: 5_000 }).toBeGreaterThan(0);
    const shown = await clock();
    const other = await browser.newPage();
    await other.goto(page.url());
    await other.getByTestId("clock").waitFor();
    await expect.poll(() => other.getByTestId("clock").textContent(), { timeout: 5_000 }).toBe(shown);
    await other.close();
  });

  it("complained of nothing", () => {
    expect(faults).toEqual([]);
  });
});
