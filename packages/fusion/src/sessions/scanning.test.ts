import { expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

const holder = (...places: readonly (readonly [x: number, y: number])[]): number => {
  const stage = new Stage();
  places.forEach(([x, y], index) => stage.put(index + 1, x, y));
  stage.scan("MEMBER-1");
  return stage.sessions.state.tokens[0]!.holder;
};

it("a scan is held by the track that stands before the line, within 0.8 m of where people scan", () => {
  expect([holder([-0.7, 0]), holder([-1.45, 0]), holder([-1.55, 0]), holder([0.2, 0])]).toEqual([1, 1, -1, -1]);
});

it("a scan is nobody's where two stand at the scanner, and the nearer one's where the other is 0.4 m farther", () => {
  expect(holder([-0.7, 0], [-1, 0])).toBe(-1);
  expect(holder([-0.7, 0], [-1.15, 0])).toBe(1);
  expect(holder([-1.2, 0.5], [-0.7, 0])).toBe(2);
});

it("a scan is not held by somebody who is a member of a session already and stands there to leave", () => {
  const stage = new Stage();
  stage.scan("MEMBER-1");
  stage.walk(1, -1, 1);
  stage.put(1, -0.7);
  stage.scan("MEMBER-2");
  expect(stage.sessions.state.tokens.map((token) => token.holder)).toEqual([-1, -1]);
});

it("two as near as each other, and a third far off, leave it open whose scan it was", () => {
  expect(holder([-0.4, 0], [-1, 0])).toBe(-1);
  expect(holder([-0.7, 0], [-1, 0], [-1.9, 0])).toBe(-1);
  expect(holder([-1.9, 0], [-0.7, 0], [-1, 0])).toBe(-1);
});

it("a scan that comes late is held by whoever stood there when it was made", () => {
  const stage = new Stage();
  stage.put(1, -0.7);
  const at = stage.at;
  stage.put(1, -2);
  stage.scan("MEMBER-1", at);
  expect(stage.sessions.state.tokens[0]!.holder).toBe(1);
});

it("a scan is held by a track of which only the place now is known", () => {
  const stage = new Stage();
  stage.put(1, -0.7);
  stage.places.length = 0;
  stage.scan("MEMBER-1");
  expect(stage.sessions.state.tokens[0]!.holder).toBe(1);
});
