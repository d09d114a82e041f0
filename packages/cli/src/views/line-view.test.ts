import type { DeviceStatus } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { cartLine, morning, receipt, sampleModel, truth } from "../testing/samples.ts";
import { compareReceipt } from "../truth/index.ts";
import { createLineView } from "./line-view.ts";
import type { StoreView } from "./store-view.ts";
import { storeWords } from "./words.ts";

function view(): { view: StoreView; lines: string[] } {
  const lines: string[] = [];
  return { view: createLineView(storeWords(sampleModel), (line) => void lines.push(line)), lines };
}

const offline = (code: "silent" | "unreachable", since: number): DeviceStatus => ({
  state: "offline",
  since,
  reason: { code, message: "no answer" },
  attempt: 1,
  nextRetryAt: since + 1_000,
});

describe("the plain lines of a run", () => {
  it("tells of each session that opens and closes, and of its receipt beside the truth", () => {
    const { view: shown, lines } = view();
    shown.event({ id: 1, at: morning, type: "session.opened", session: "s1", credential: "MEMBER-1", gate: "gate-1" });
    shown.event({ id: 2, at: morning, type: "cart.changed", session: "s1", cause: "i", lines: [], total: 0 });
    shown.event({ id: 3, at: morning + 60_000, type: "session.closed", session: "s1", reason: "left" });
    const bill = receipt({ lines: [cartLine("2000000000022", 1)], total: 99, review: true });
    shown.receipt(compareReceipt(bill, truth({ items: [{ gtin: "2000000000022", quantity: 1 }] })));
    expect(lines).toEqual([
      "08:00:00  session s1 opened: MEMBER-1 at gate-1",
      "08:01:00  session s1 closed: left",
      "08:01:00  receipt s1 MEMBER-1: 0.99 EUR (to be reviewed), 1 × Milk [exact]",
    ]);
  });

  it("tells of a device's loss and return once each, however often it is tried in between", () => {
    const { view: shown, lines } = view();
    const say = (status: DeviceStatus): void => shown.status("cam-1", "camera", status);
    say({ state: "connecting", since: morning, attempt: 1 });
    say({ state: "online", since: morning });
    say(offline("silent", morning + 1_000));
    say({ state: "connecting", since: morning + 2_000, attempt: 1 });
    say(offline("silent", morning + 3_000));
    say(offline("unreachable", morning + 4_000));
    say({ state: "connecting", since: morning + 5_000, attempt: 2 });
    say({ state: "online", since: morning + 6_000 });
    say({ state: "online", since: morning + 7_000 });
    expect(lines).toEqual([
      "08:00:01  device cam-1 offline since 08:00:01: silent, no answer; try 2 at 08:00:02",
      "08:00:04  device cam-1 offline since 08:00:04: unreachable, no answer; try 2 at 08:00:05",
      "08:00:06  device cam-1 is back online",
    ]);
  });

  it("tells the page's address", () => {
    const { view: shown, lines } = view();
    shown.page("http://127.0.0.1:4870/");
    expect(lines).toEqual(["Page: http://127.0.0.1:4870/"]);
  });

  it("ends with the summary and every reason why the check failed", () => {
    const { view: shown, lines } = view();
    const counts = { receipts: 3, withTruth: 2, exact: 1, missed: 1, seconds: 50, readings: 1_000, open: 4 };
    shown.end({ ...counts, passed: false, failures: ["too few"] });
    expect(lines).toEqual([
      "50 s of store time, 1000 readings: 3 receipts, 1 of 2 with a known truth exact, 1 shoppers left without one, 4 sessions still open",
      "check failed: too few",
    ]);
  });
});
