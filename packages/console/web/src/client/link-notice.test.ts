import { describe, expect, it } from "vitest";
import { emptyState, type Hello, type StoreState, type TapeRange } from "../../../src/wire/index.ts";
import { tellMissedMoment, tellMissing } from "./link-notice.ts";

const from0 = Date.UTC(2026, 0, 5, 9);
const range: TapeRange = { from: from0, until: from0 + 60_000, complete: false, chunkMs: 10_000, from0 };

describe("the moment of a link", () => {
  it("is said to be gone where the tape no longer has it", () => {
    const later = { ...range, from: from0 + 30_000 };
    expect(tellMissedMoment(from0 + 1_000, "live", later, later.until)).toMatch(/no longer on the tape/);
    expect(tellMissedMoment(from0 + 1_000, "replay", later, later.until)).toMatch(/no longer on the tape/);
    expect(tellMissedMoment(1_000, "replay", range, range.until)).toMatch(/before the recording.*2026/);
  });

  it("is said to be still to come, but not for the second in which the tape grows", () => {
    expect(tellMissedMoment(range.until + 1_000, "live", range, range.until)).toBeUndefined();
    expect(tellMissedMoment(range.until + 60_000, "live", range, range.until)).toMatch(/not come yet/);
    expect(tellMissedMoment(1e300, "live", range, range.until)).toMatch(/^The moment of this link has not come yet/);
  });

  it("may be one that has not been read yet, where the recording's end is known", () => {
    const known = { ...range, end: from0 + 600_000 };
    expect(tellMissedMoment(from0 + 500_000, "replay", known, known.until)).toBeUndefined();
    expect(tellMissedMoment(from0 + 700_000, "replay", known, known.until)).toMatch(/after the recording/);
    expect(tellMissedMoment(from0 + 500_000, "replay", range, range.until)).toMatch(/not been read yet/);
    expect(tellMissedMoment(range.until + 1, "replay", { ...range, complete: true }, range.until)).toMatch(/after/);
  });

  it("needs no word where it is shown", () => {
    for (const mode of ["live", "replay"] as const) {
      expect(tellMissedMoment(from0 + 30_000, mode, range, range.until)).toBeUndefined();
    }
  });
});

describe("what a link chose", () => {
  const store = {
    cameras: [{ id: "cam-1" }],
    gates: [{ id: "gate-1" }],
    shelves: [{ id: "g1", plates: [{ id: "g1/p1" }] }],
  } as unknown as Hello["store"];
  const state = {
    ...emptyState,
    sessions: [{ id: "s1" }],
    receipts: [{ receipt: { session: "s0" } }],
    devices: [{ device: "scanner-1" }],
  } as unknown as StoreState;

  it("needs no word where it is there, also by its receipt alone", () => {
    for (const id of ["s0", "s1"]) expect(tellMissing({ kind: "session", id }, store, state, [])).toBeUndefined();
    expect(tellMissing({ kind: "person", id: 3 }, store, state, [{ id: 3 }])).toBeUndefined();
    expect(tellMissing({ kind: "plate", id: "g1/p1" }, store, state, [])).toBeUndefined();
    for (const id of ["cam-1", "gate-1", "g1", "scanner-1"]) {
      expect(tellMissing({ kind: "device", id }, store, state, [])).toBeUndefined();
    }
  });

  it("is named where it is not", () => {
    expect(tellMissing({ kind: "session", id: "s9999" }, store, state, [])).toContain("s9999");
    expect(tellMissing({ kind: "person", id: 4 }, store, state, [{ id: 3 }])).toContain("track 4");
    expect(tellMissing({ kind: "plate", id: "g9/p1" }, store, state, [])).toContain("g9/p1");
    expect(tellMissing({ kind: "camera", id: "cam-9" }, store, state, [])).toContain("camera of this link, cam-9");
  });
});
