import type { Page } from "playwright-core";
import type { SimulatedPage } from "./simulated-page.ts";

/** Notes in the page when each cart line is first painted: `Date.now()` of the turn of animation that shows it. */
const noteLines = `
  globalThis.shownLines = {};
  new MutationObserver(() => {
    for (const line of document.querySelectorAll('[data-testid^="line-"]')) {
      const id = line.dataset.testid.slice(5);
      if (id in shownLines) continue;
      shownLines[id] = null;
      requestAnimationFrame(() => { shownLines[id] = Date.now(); });
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-testid"] });
`;

/** How long cart lines took from the store event to the page. Both are on this machine, so its clock is one. */
export interface FirstLines {
  /** Milliseconds of each line that was said since the page was there, in order; as many as are asked for. */
  take(count: number): Promise<readonly number[]>;
}

/** Begins to listen; call it before the page is opened. */
export async function watchFirstLines(page: Page, { fusion }: SimulatedPage): Promise<FirstLines> {
  const said = new Map<string, number>();
  fusion.events$.subscribe((event) => {
    if (event.type !== "cart.changed") return;
    for (const { id } of event.lines) if (!said.has(id)) said.set(id, Date.now());
  });
  await page.addInitScript({ content: noteLines });
  return {
    async take(count) {
      // What was said before the page had its first state would not be a measurement of its way.
      const since = Date.now();
      const times = async (): Promise<number[]> => {
        const shown = await page.evaluate<Record<string, number | null>>("shownLines");
        return [...said].flatMap(([id, at]) => {
          const painted = shown[id];
          return at < since || painted === undefined || painted === null ? [] : [painted - at];
        });
      };
      for (let tries = 0; tries < 600; tries += 1) {
        const found = await times();
        if (found.length >= count) return found.slice(0, count);
        await page.waitForTimeout(100);
      }
      throw new TypeError(`only ${(await times()).length} of ${count} lines came within a minute`);
    },
  };
}
