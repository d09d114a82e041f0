/**
 * The page of a large store in a real browser: 200 people who walk, 2,000 plates that flash when something is taken, 50
 * cameras, through the real hub, server and page at 1280 × 800.
 *
 *     npm run -s bench -- console-page [--seconds N] [--screenshot FILE]
 *
 * Bars: 30 frames/s of the floor; the page's server side, over the same hub without a page, 5 % of a core.
 */
import { parseArgs } from "node:util";
import { launchChromium } from "./console-page/chromium.ts";
import { coreShare, openCrowdedStore } from "./console-page/crowded-page.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, screenshot: { type: "string" } },
});
const seconds = Number(values.seconds);
const framesBar = 30;
const coreBar = 5;

/** The times between turns of animation on the page, and how many times the floor was drawn meanwhile. */
const measure = `new Promise((resolve) => {
  const floor = document.querySelector('[data-testid="floor"]');
  const gaps = [];
  const drawn = Number(floor.dataset.frames);
  const from = performance.now();
  let last = from;
  requestAnimationFrame(function turn(now) {
    gaps.push(now - last);
    last = now;
    if (now - from < ${seconds * 1_000}) requestAnimationFrame(turn);
    else resolve({ gaps: gaps.slice(1), seconds: (now - from) / 1000, drawn: Number(floor.dataset.frames) - drawn,
      people: Number(floor.dataset.people) });
  });
})`;

interface Measured {
  readonly gaps: readonly number[];
  readonly seconds: number;
  readonly drawn: number;
  readonly people: number;
}

const settle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

await using store = await openCrowdedStore();
await settle(3_000);
const bare = await coreShare(seconds * 500);
const url = await store.servePage();
await settle(3_000);
const watched = await coreShare(seconds * 500);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.locator('[data-testid="floor"][data-people="200"]').waitFor();
  await settle(3_000);
  const [floor, served] = await Promise.all([page.evaluate<Measured>(measure), coreShare(seconds * 1_000)]);
  if (values.screenshot !== undefined) await page.screenshot({ path: values.screenshot });
  const gaps = floor.gaps.toSorted((a, b) => a - b);
  const rate = floor.drawn / floor.seconds;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const added = served - bare;
  const ok = rate >= framesBar && added <= coreBar;
  const at = (share: number): string => (gaps[Math.floor(share * (gaps.length - 1))] ?? Number.NaN).toFixed(1);
  console.log(`${floor.people} people, 2000 plates, 50 cameras for ${floor.seconds.toFixed(0)} s, Node ${process.versions.node}, ${browser.version()}
  floor drawn            ${rate.toFixed(1)} frames/s (bar: ${framesBar})
  between two turns      mean ${mean.toFixed(1)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms
  hub alone              ${bare.toFixed(2)} % of a core
  with a page, unseen    ${(watched - bare).toFixed(2)} % more
  with a page, looked at ${added.toFixed(2)} % more (bar: ${coreBar} %)
  ${ok ? "as promised" : "NOT as promised"}`);
  if (!ok) process.exitCode = 1;
} finally {
  await browser.close();
}
