/** `aisle replay --watch` as a program of its own, looked at in a browser. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { recordSimulation, writeScene } from "@aisle/drivers-mock";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artefacts, asked, type Faults, launch, seriousFindings, watchFaults, why } from "./chromium.ts";

const cli = resolve(import.meta.dirname, "../../../cli");

describe.skipIf(!asked)(`a recorded store on the page${why}`, () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let faults: Faults;
  let program: ReturnType<typeof spawn>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aisle-watch-"));
    const startsAt = Date.UTC(2026, 0, 5, 9);
    const scene = recordSimulation({ startsAt, seed: 5, aisles: 1, misplace: 0.5 }, { seconds: 25 });
    await writeScene(folder, scene.store, scene.readings, scene.truth);
    const words = ["--import", "tsx", "--conditions=aisle-source", "src/main.ts", "replay", folder, "--watch"];
    program = spawn(process.execPath, [...words, "--json", "--page", "0"], {
      cwd: cli,
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (program.stdout === null) throw new TypeError("it has no output");
    const [line] = (await once(createInterface(program.stdout), "line")) as [string];
    const { url } = JSON.parse(line) as { readonly url: string };
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    faults = await watchFaults(page, new URL(url).origin);
    await page.goto(url);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    program.kill("SIGINT");
    await once(program, "exit");
    await rm(folder, { recursive: true });
  }, 60_000);

  it("shows people who move as soon as it is opened", async () => {
    const people = async (): Promise<number> => Number(await page.getByTestId("floor").getAttribute("data-people"));
    await expect.poll(people, { timeout: 30_000 }).toBeGreaterThan(0);
  });

  it("jumps to what happened", async () => {
    const clock = async (): Promise<string | null> => page.getByTestId("clock").textContent();
    const before = await clock();
    await page.keyboard.press("End");
    await expect.poll(clock, { timeout: 5_000 }).not.toBe(before);
  });

  it("lays the truth over it, and says of each wrong line why", { timeout: 60_000 }, async () => {
    await page.getByRole("tab", { name: "Truth" }).click();
    await expect.poll(() => page.getByRole("tabpanel").textContent(), { timeout: 40_000 }).toMatch(/right|wrong/i);
    await page.screenshot({ path: join(artefacts, "truth.png") });
    expect((await seriousFindings(page)).join("\n\n")).toBe("");
  });

  it("complained of nothing, and ends well at Ctrl-C", async () => {
    expect(faults).toEqual([]);
  });
});
