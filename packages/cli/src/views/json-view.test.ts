import { expect, it } from "vitest";
import { cartLine, morning, receipt, truth } from "../testing/samples.ts";
import { compareReceipt } from "../truth/index.ts";
import { createJsonView } from "./json-view.ts";

it("writes one JSON object a line: events as they are, receipts with the truth, the summary", () => {
  const lines: string[] = [];
  const view = createJsonView((line) => void lines.push(line));
  const event = { id: 1, at: morning, type: "session.closed", session: "s\n1", reason: "left" } as const;
  const taken = truth({ items: [{ gtin: "2000000000022", quantity: 1 }] });
  view.page("http://127.0.0.1:4870/");
  view.event(event);
  view.receipt(compareReceipt(receipt({ lines: [cartLine("2000000000015", 1)] }), taken));
  view.receipt(compareReceipt(receipt({ session: "s2" }), undefined));
  view.end({ seconds: 1, readings: 2, open: 0, receipts: 2, withTruth: 1, exact: 0, missed: 0, failures: [] });
  for (const line of lines) expect(line).not.toContain("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { type: "page", url: "http://127.0.0.1:4870/" },
    event,
    {
      type: "receipt.checked",
      session: "s1",
      credential: "MEMBER-1",
      exact: false,
      missing: [{ gtin: "2000000000022", quantity: 1 }],
      extra: [{ gtin: "2000000000015", quantity: 1 }],
      truth: taken,
    },
    {
      type: "receipt.checked",
      session: "s2",
      credential: "MEMBER-1",
      exact: null,
      missing: [],
      extra: [],
      truth: null,
    },
    { type: "summary", seconds: 1, readings: 2, open: 0, receipts: 2, withTruth: 1, exact: 0, missed: 0, failures: [] },
  ]);
});
