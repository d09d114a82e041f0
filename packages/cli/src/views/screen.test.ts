import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cartLine, morning, receipt, sampleModel, truth } from "../testing/samples.ts";
import { compareReceipt } from "../truth/index.ts";
import { applyEvent, applyNote, applyReceipt, createLiveStore, type LiveStore } from "./live-store.ts";
import { screenLines } from "./screen.ts";

const size = { columns: 100, rows: 24 };
const text = (store: LiveStore, at = size): string =>
  screenLines(store, at)
    .map((line) => line.text)
    .join("\n");

function open(store: LiveStore, session: string, at = morning): void {
  applyEvent(store, { id: 1, at, type: "session.opened", session, credential: `MEMBER-${session}`, gate: "gate-1" });
}

describe("the live view of a store", () => {
  it("shows an open session with its cart, and no longer once it is closed", () => {
    const store = createLiveStore(sampleModel, morning);
    open(store, "s1");
    const lines = [cartLine("2000000000015", 2), cartLine("2000000000022", 1, { review: true })];
    applyEvent(store, {
      id: 2,
      at: morning + 12_500,
      type: "cart.changed",
      session: "s1",
      cause: "i1",
      lines,
      total: 339,
    });
    applyEvent(store, { id: 3, at: morning + 12_500, type: "session.joined", session: "s1", persons: 2 });
    expect(text(store)).toContain("MEMBER-s1 (2 persons)     12 s  3.39 EUR  2 × Oat bar, 1 × Milk?");
    const revised = { type: "session.revised", session: "s1", credential: "MEMBER-9", persons: 1 } as const;
    applyEvent(store, { id: 4, at: morning + 12_800, ...revised });
    expect(text(store)).toContain("MEMBER-9  ");
    applyEvent(store, { id: 5, at: morning + 13_000, type: "session.closed", session: "s1", reason: "left" });
    expect(text(store)).toContain("Sessions open: 0");
    expect(text(store)).not.toContain("MEMBER-s1");
  });

  it("shows each receipt beside the truth, the newest first", () => {
    const store = createLiveStore(sampleModel, morning);
    applyReceipt(store, compareReceipt(receipt(), truth()));
    const wrong = receipt({ credential: "MEMBER-2", lines: [cartLine("2000000000015", 1)], total: 120 });
    applyReceipt(store, compareReceipt(wrong, truth({ items: [{ gtin: "2000000000022", quantity: 2 }] })));
    applyReceipt(store, compareReceipt(receipt({ credential: null }), undefined));
    const shown = screenLines(store, { columns: 200, rows: 24 }).filter((line) => line.text.includes("08:01:00"));
    expect(shown.map((line) => line.tone)).toEqual(["quiet", "bad", "good"]);
    expect(shown[0]?.text).toContain("(no credential)   [truth not known]");
    expect(shown[1]?.text).toContain(
      "[wrong, not billed: 2 × Milk; billed but not taken: 1 × Oat bar]  1.20 EUR  1 × Oat bar",
    );
    expect(shown[2]?.text).toContain("[exact]  0.00 EUR  nothing");
  });

  it("counts devices by state and names those in trouble with the reason", () => {
    const store = createLiveStore(sampleModel, morning);
    store.devices.set("cam-1", { state: "online", since: morning });
    store.devices.set("cam-2", {
      state: "offline",
      since: morning,
      reason: { code: "silent", message: "nothing for 3 s", remedy: "check its cable" },
      attempt: 3,
      nextRetryAt: morning + 5_000,
    });
    expect(text(store, { columns: 120, rows: 24 })).toContain("Devices: 1 online, 1 offline");
    expect(text(store, { columns: 140, rows: 24 })).toContain(
      "cam-2 offline since 08:00:00: silent, nothing for 3 s (check its cable); try 4 at 08:00:05",
    );
  });

  it("begins with the page's address where there is a page", () => {
    const store = createLiveStore(sampleModel, morning);
    expect(text(store)).not.toContain("Page:");
    store.page = "http://127.0.0.1:4870/";
    expect(text(store).split("\n").slice(0, 2)).toEqual([
      "Page: http://127.0.0.1:4870/",
      "corner shop   08:00:00 UTC   Ctrl-C ends",
    ]);
  });

  it("says how many sessions did not fit", () => {
    const store = createLiveStore(sampleModel, morning);
    for (let i = 0; i < 40; i += 1) open(store, `s${i}`);
    expect(text(store)).toContain("… and 25 more");
  });

  it("lets no escape sequence of a product, a credential or a note reach the terminal", () => {
    const store = createLiveStore({ ...sampleModel, name: "\u001b[2J" }, morning);
    open(store, "\u001b]0;x\u0007");
    const lines = [cartLine("2000000000015", 1, { name: "bar\u001b[31m\r\n" })];
    applyReceipt(store, compareReceipt(receipt({ lines, credential: "\u009b5n" }), undefined));
    applyNote(store, "gate\u001b[5n");
    for (const line of screenLines(store, size)) expect(line.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it("always fits the terminal, whatever its size and whatever there is to show", () => {
    const counts = fc.record({
      page: fc.boolean(),
      sessions: fc.nat(60),
      receipts: fc.nat(60),
      devices: fc.nat(30),
      notes: fc.nat(8),
    });
    const sizes = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(counts, sizes, (some, at) => {
        const store = createLiveStore(sampleModel, morning);
        for (let i = 0; i < some.sessions; i += 1) open(store, `s${i}`);
        for (let i = 0; i < some.receipts; i += 1) applyReceipt(store, compareReceipt(receipt(), truth()));
        for (let i = 0; i < some.devices; i += 1) {
          store.devices.set(`d${i}`, {
            state: "blocked",
            since: morning,
            reason: { code: "auth-failed", message: "no" },
          });
        }
        for (let i = 0; i < some.notes; i += 1) applyNote(store, `note ${i}`);
        if (some.page) store.page = "http://127.0.0.1:4870/";
        const lines = screenLines(store, at);
        expect(lines.length).toBeLessThanOrEqual(at.rows);
        for (const line of lines) expect(Array.from(line.text).length).toBeLessThanOrEqual(at.columns);
      }),
    );
  });

  it("forgets old receipts, notes and sessions instead of growing", () => {
    const store = createLiveStore(sampleModel, morning);
    for (let i = 0; i < 3_000; i += 1) {
      open(store, `s${i}`);
      applyReceipt(store, compareReceipt(receipt(), undefined));
      applyNote(store, "note");
    }
    expect([store.sessions.size, store.receipts.length, store.notes.length]).toEqual([2_000, 50, 5]);
    expect(store.sessions.has("s2999")).toBe(true);
  });
});
