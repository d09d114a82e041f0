import { expect, it } from "vitest";
import { sampleModel } from "../testing/samples.ts";
import { createLineView } from "../views/line-view.ts";
import { storeWords } from "../views/words.ts";
import { type HeldView, holdView } from "./held-view.ts";

function held(): { view: HeldView; lines: string[] } {
  const lines: string[] = [];
  return { view: holdView(createLineView(storeWords(sampleModel), (line) => void lines.push(line))), lines };
}

it("tells the page's address first, then what was said before it, in order, then everything as it comes", () => {
  const { view, lines } = held();
  view.note("first", 0);
  view.status("cam-1", "camera", { state: "blocked", since: 1_000, reason: { code: "auth-failed", message: "no" } });
  expect(lines).toEqual([]);
  view.page("http://127.0.0.1:4870/");
  view.release();
  view.note("last", 2_000);
  expect(lines).toEqual([
    "Page: http://127.0.0.1:4870/",
    "00:00:00  first",
    "00:00:01  device cam-1 blocked since 00:00:01: auth-failed, no",
    "00:00:02  last",
  ]);
});

it("says what it held back when it is closed, and never holds more than its bound", () => {
  const closed = held();
  closed.view.note("kept", 0);
  closed.view.close();
  expect(closed.lines).toEqual(["00:00:00  kept"]);
  const full = held();
  for (let i = 0; i < 10_000; i += 1) full.view.note("note", 0);
  full.view.note("one more", 0);
  expect(full.lines).toHaveLength(10_001);
  expect(full.lines.at(-1)).toBe("00:00:00  one more");
});
