/** How the page looks and whether everybody can use it: light, dark and on a phone. */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artefacts, asked, launch, seriousFindings, watchFaults, why } from "./chromium.ts";
import { type SimulatedPage, simulatedPage } from "./simulated-page.ts";

const looks = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 800 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 800 } }],
  ["phone", { colorScheme: "light", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
  ["phone-dark", { colorScheme: "dark", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const;
const panels = ["Carts", "Devices", "Install"];

describe.skipIf(!asked)(`the looks of the page${why}`, () => {
  let browser: Browser;
  let store: SimulatedPage;

  beforeAll(async () => {
    browser = await launch();
    store = await simulatedPage({ commands: true });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await store[Symbol.asyncDispose]();
  }, 60_000);

  it.each(looks)("can be used by everybody: %s", { timeout: 120_000 }, async (name, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults = await watchFaults(page, new URL(store.url).origin);
    await page.goto(store.url);
    await page.locator('[data-testid^="line-"]').first().waitFor({ timeout: 60_000 });
    const findings: string[] = [];
    for (const panel of panels) {
      await page.getByRole("tab", { name: panel }).click();
      await page.waitForTimeout(400);
      findings.push(...(await seriousFindings(page)).map((finding) => `${panel}: ${finding}`));
      await page.screenshot({ path: join(artefacts, `${name}-${panel.toLowerCase()}.png`) });
      const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate<number>(wider), `${panel} is wider than the page`).toBeLessThanOrEqual(0);
    }
    await context.close();
    expect(findings.join("\n\n")).toBe("");
    expect(faults).toEqual([]);
  });
});
