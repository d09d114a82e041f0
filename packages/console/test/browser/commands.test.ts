/** Devices from the page: commands, out of service and back; with rights and without. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, launch, why } from "./chromium.ts";
import { type SimulatedPage, simulatedPage } from "./simulated-page.ts";

describe.skipIf(!asked)(`devices on the page${why}`, () => {
  let browser: Browser;
  let store: SimulatedPage;
  let page: Page;

  const open = async (commands: boolean): Promise<void> => {
    store = await simulatedPage({ commands });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(store.url);
    await page.getByRole("tab", { name: "Devices" }).click();
    await page.getByTestId("device-gate-1").waitFor();
  };
  const close = async (): Promise<void> => {
    await page.close();
    await store[Symbol.asyncDispose]();
  };

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());

  describe("with the right to command", () => {
    beforeAll(() => open(true), 60_000);
    afterAll(close, 60_000);

    it("tells a gate what was chosen, once it was confirmed", async () => {
      const gate = page.getByTestId("device-gate-1");
      await gate.getByRole("button", { name: "gate-1" }).click();
      await gate.getByLabel("Mode").selectOption("free");
      await gate.getByRole("button", { name: "Set mode" }).click();
      expect(store.told).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name: "Set mode" }).click();
      await expect.poll(() => store.told, { timeout: 10_000 }).toEqual(["gate-1 setMode"]);
      await expect.poll(() => gate.textContent(), { timeout: 10_000 }).toMatch(/done/i);
    });

    it("takes a device out of service with a reason, and puts it back", async () => {
      const device = page.getByTestId("device-gate-1");
      const state = (): string | undefined => store.hub.devices.get("gate-1")?.status.state;
      const before = state();
      await device.getByRole("button", { name: "Out of service…" }).click();
      await page.getByRole("dialog").getByRole("textbox").fill("new bearings");
      await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
      await expect.poll(state, { timeout: 10_000 }).toBe("idle");
      await expect.poll(() => device.textContent(), { timeout: 10_000 }).toContain("new bearings");
      await device.getByRole("button", { name: "Back in service…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Put back" }).click();
      await expect.poll(state, { timeout: 10_000 }).toBe(before);
    });
  });

  describe("without it", () => {
    beforeAll(() => open(false), 60_000);
    afterAll(close, 60_000);

    it("offers no command, and one that is sent all the same is refused", async () => {
      const gate = page.getByTestId("device-gate-1");
      await gate.getByRole("button", { name: "gate-1" }).click();
      await gate.getByRole("button", { name: "Set mode" }).waitFor();
      expect(await gate.getByRole("button", { name: "Set mode" }).isDisabled()).toBe(true);
      expect(await gate.getByRole("button", { name: "Out of service…" }).isDisabled()).toBe(true);
      const request = { device: "gate-1", command: "setMode", input: { mode: "locked" }, key: "k1" };
      const answer = await fetch(new URL("api/v1/commands", store.url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      expect(answer.status).toBe(403);
      expect(store.told).toEqual([]);
    });
  });
});
