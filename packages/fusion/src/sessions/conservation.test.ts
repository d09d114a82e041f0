import fc from "fast-check";
import { expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

/** One person's way in and out, and what the gate's devices make of it. */
const visit = fc.record({
  scan: fc.constantFrom("told", "late", "twice", "lost"),
  passage: fc.constantFrom("told", "late", "twice", "lost"),
  stays: fc.integer({ min: 1, max: 4 }),
});

it("who came in has one session and is out of it when they left, whatever the gate says late, twice or not at all", () => {
  fc.assert(
    fc.property(fc.array(visit, { minLength: 1, maxLength: 6 }), (visits) => {
      const stage = new Stage();
      const restored = new Stage();
      visits.forEach(({ scan, passage, stays }, index) => {
        const track = index + 1;
        const [name, scannedAt] = [`MEMBER-${track}`, stage.at + 200];
        if (scan === "told" || scan === "twice") stage.scan(name, scannedAt);
        stage.walk(track, -1, 1);
        if (scan === "late" || scan === "twice") stage.scan(name, scannedAt);
        const told = passage === "lost" ? 0 : passage === "twice" ? 2 : 1;
        if (passage === "late") stage.wait(1200);
        for (let n = 0; n < told; n++) stage.sessions.passage("gate-1", scannedAt + 1000, "in");
        stage.wait(3000 * stays);
        expect(stage.sessions.ownerOf(track)?.credential).toBe(scan === "lost" ? null : name);
        restored.sessions.state = structuredClone(stage.sessions.state);
        expect(restored.inside()).toEqual(stage.inside());
        stage.sessions.state = structuredClone(stage.sessions.state);
        if (stays % 2 === 0) return;
        stage.walk(track, 1, -1);
        for (let n = 0; n < told; n++) stage.sessions.passage("gate-1", stage.at, "out");
        stage.end(track);
        stage.wait(3000);
      });
      const { sessions } = stage.sessions.state;
      const tracks = visits.map((_, index) => index + 1);
      expect(sessions).toHaveLength(visits.length);
      expect(sessions.every(({ members }) => members.length === 1)).toBe(true);
      expect(sessions.map(({ exitedAt }) => exitedAt >= 0)).toEqual(visits.map(({ stays }) => stays % 2 === 1));
      expect(new Set(tracks.map((track) => stage.sessions.ownerOf(track)).filter(Boolean)).size).toBe(
        visits.filter(({ stays }) => stays % 2 === 0).length,
      );
      stage.sessions.closeStore(stage.at);
      expect(stage.inside()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
