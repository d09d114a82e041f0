import type { LineExplanation, StoreEvent } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import { cartLine, morning, receipt } from "../testing/samples.ts";
import { createLineExplainer } from "./line-explainer.ts";

const opened = (session: string, credential: string | null): StoreEvent => ({
  id: 1,
  at: morning,
  type: "session.opened",
  session,
  credential,
  gate: "gate-1",
});
const line = (session: string, gtin: string) => cartLine(gtin, 1, { id: `${session}/${gtin}` });
const issued = (session: string, ...gtins: string[]): StoreEvent => ({
  id: 2,
  at: morning,
  type: "receipt.issued",
  receipt: receipt({ session, lines: gtins.map((gtin) => line(session, gtin)) }),
});

/** Remembers what it was asked, and knows the lines it is told of. */
function engineWith(...known: string[]) {
  const asked: string[] = [];
  const explain = (id: string): LineExplanation | undefined => {
    asked.push(id);
    const [session = "", gtin = ""] = id.split("/");
    return known.includes(id) ? { session, line: line(session, gtin), units: [] } : undefined;
  };
  return { asked, explain };
}

describe("the explainer of a line", () => {
  it("asks as soon as the receipt is there, for that line only", () => {
    const explainer = createLineExplainer("s2/2000000000015");
    const engine = engineWith("s2/2000000000015");
    explainer.hear(opened("s2", "MEMBER-2"));
    explainer.ask(engine);
    explainer.hear(issued("s1", "2000000000015"));
    explainer.hear(issued("s2", "2000000000015", "2000000000022"));
    explainer.ask(engine);
    explainer.ask(engine);
    expect(engine.asked).toEqual(["s2/2000000000015"]);
    expect(explainer.found(engine).map(({ session }) => session)).toEqual(["s2"]);
  });

  it("takes a credential for its sessions, and a short GTIN for the padded one", () => {
    const explainer = createLineExplainer("MEMBER-2/4006381333931");
    const engine = engineWith("s1/04006381333931", "s4/04006381333931");
    for (const [session, credential] of [
      ["s1", "MEMBER-2"],
      ["s3", "MEMBER-3"],
      ["s4", "MEMBER-2"],
    ] as const) {
      explainer.hear(opened(session, credential));
      explainer.hear(issued(session, "04006381333931"));
    }
    explainer.ask(engine);
    expect(explainer.found(engine).map(({ session }) => session)).toEqual(["s1", "s4"]);
  });

  it("asks at the end for a line that is in a cart still", () => {
    const explainer = createLineExplainer("s1/2000000000015");
    const engine = engineWith("s1/2000000000015");
    explainer.hear({
      id: 1,
      at: morning,
      type: "cart.changed",
      session: "s1",
      cause: "i1",
      lines: [line("s1", "2000000000015")],
      total: 100,
    });
    expect(explainer.found(engine)).toHaveLength(1);
  });

  it("says which lines there are where the one asked for is not", () => {
    const explainer = createLineExplainer("s1/2000000000099");
    explainer.hear(issued("s1", "2000000000015"));
    expect(() => explainer.found(engineWith())).toThrow(
      expect.objectContaining({ code: "line-unknown", remedy: "name one of s1/2000000000015" }),
    );
    expect(() => createLineExplainer("s9/2000000000099").found(engineWith())).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("the receipts file") as string }),
    );
  });
});
