import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { serverEvents } from "./server-events.ts";

describe("a stream of server-sent events", () => {
  it("gives each message with the last id, and nothing for comments", () => {
    const parse = serverEvents();
    expect(parse(": heartbeat\n\nid: a-1\ndata: [1]\n\ndata: [2]\n\n")).toEqual([
      { data: "[1]", id: "a-1" },
      { data: "[2]", id: "a-1" },
    ]);
  });

  it("joins the lines of a message", () => {
    expect(serverEvents()("data: a\ndata:b\n\n")).toEqual([{ data: "a\nb", id: undefined }]);
  });

  it("reads the same messages wherever the network cuts the text, and with any line end", () => {
    const text = "retry: 2000\n\nid: 7\ndata: [{}]\n\n: still here\n\ndata: x\ndata: y\nid: 8\n\n";
    const whole = serverEvents()(text);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), fc.constantFrom("\n", "\r\n"), (cuts, end) => {
        const sent = text.replaceAll("\n", end);
        const places = [0, ...cuts.sort((a, b) => a - b), sent.length];
        const parse = serverEvents();
        const read = places.slice(1).flatMap((to, i) => parse(sent.slice(places[i], to)));
        expect(read).toEqual(whole);
      }),
    );
  });

  it("reads a message that comes in many pieces once, not anew with each piece", () => {
    const split = vi.spyOn(String.prototype, "split");
    try {
      const parse = serverEvents();
      for (let i = 0; i < 100; i++) parse(i === 0 ? "data: 1" : "1234567890");
      expect(parse("\n\n")[0]?.data).toHaveLength(991);
      expect(split.mock.contexts.reduce((sum: number, text) => sum + String(text).length, 0)).toBeLessThan(2_000);
    } finally {
      split.mockRestore();
    }
  });

  it("keeps what has no end yet", () => {
    const parse = serverEvents();
    expect(parse("data: half")).toEqual([]);
    expect(parse(" a word\n")).toEqual([]);
    expect(parse("\n")).toEqual([{ data: "half a word", id: undefined }]);
  });
});
