import { describe, expect, it } from "vitest";
import type { Hello } from "../../../src/wire/index.ts";
import { WireFailure } from "../client/wire-failure.ts";
import { whyNotAllowed } from "./allowed.ts";
import { answerOfFailure, isDoubtful, tellOutcome, withOutcome } from "./outcome.ts";

function hello(mode: Hello["mode"], command: boolean): Hello {
  return {
    version: 1,
    mode,
    name: "store",
    at: 0,
    store: {
      name: "store",
      currency: "EUR",
      floor: [],
      zones: [],
      gates: [],
      cameras: [],
      ceilings: [],
      shelves: [],
      products: [],
      planogram: [],
    },
    rights: { command, install: false },
    truth: false,
    tape: { from: 0, until: 0, complete: false, chunkMs: 10_000, from0: 0 },
  };
}

describe("the outcome of a command", () => {
  it("is unknown where the server did not answer, and refused where it said so", () => {
    expect(answerOfFailure(new WireFailure("page.no-answer", "No answer.", 0)).outcome).toBe("unknown");
    expect(answerOfFailure(new WireFailure("page.bad-answer", "Status 502.", 502)).outcome).toBe("unknown");
    expect(answerOfFailure(new TypeError("boom")).outcome).toBe("unknown");
    expect(answerOfFailure(new WireFailure("page.forbidden", "Read-only.", 403, "Allow it."))).toEqual({
      outcome: "refused",
      code: "page.forbidden",
      message: "Read-only.",
      remedy: "Allow it.",
    });
  });

  it("says of an unknown one to look first, never to try again", () => {
    const { title, text, level } = tellOutcome({ command: "admit", action: "Admit", answer: { outcome: "unknown" } });
    expect(title).toBe("Admit: nobody can say whether it was done");
    expect(text).toMatch(/^Look at the device/);
    expect(text).not.toMatch(/try again/i);
    expect(level).toBe("warn");
  });

  it("stays in doubt until that command has a newer outcome, whatever else was wished", () => {
    const action = "Admit";
    const sent = withOutcome([], { command: "admit", action, answer: { outcome: "unknown" } });
    const later = withOutcome(sent, { command: "service", action, answer: { outcome: "done" } });
    expect(isDoubtful(later, "admit")).toBe(true);
    expect(isDoubtful(later, "service")).toBe(false);
    const again = withOutcome(later, { command: "admit", action });
    expect(isDoubtful(again, "admit")).toBe(false);
    expect(again.map(({ command }) => command)).toEqual(["service", "admit"]);
    expect(tellOutcome(again[1]!).title).toBe("Admit: under way");
  });

  it("carries message and remedy of a refusal", () => {
    const answer = { outcome: "refused", message: "gate-1 is offline.", remedy: "Look at its cable." } as const;
    expect(tellOutcome({ command: "admit", action: "Admit", answer })).toEqual({
      title: "Admit: refused",
      text: "gate-1 is offline. Look at its cable.",
      level: "bad",
    });
  });
});

describe("telling devices", () => {
  it("is for a live store, with the right, at the present moment", () => {
    expect(whyNotAllowed(hello("live", true), true)).toBeUndefined();
    expect(whyNotAllowed(hello("live", true), false)).toMatch(/the past/);
    expect(whyNotAllowed(hello("live", false), true)).toMatch(/--page-allow commands/);
    expect(whyNotAllowed(hello("replay", true), true)).toMatch(/recording/);
    expect(whyNotAllowed(undefined, true)).toBeDefined();
  });
});
