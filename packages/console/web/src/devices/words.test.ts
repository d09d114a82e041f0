import { expect, it } from "vitest";
import type { DeviceRow } from "./device-rows.ts";
import { sectionTitle, tellRate, tellState, tellUptime } from "./words.ts";

const row: DeviceRow = {
  device: "a",
  kind: "camera",
  state: "online",
  since: 0,
  unwatched: false,
  outOfService: false,
  alarm: false,
};

it("a state is told with how bad it is", () => {
  expect(tellState(row)).toEqual({ text: "online", level: "good" });
  expect(tellState({ ...row, unwatched: true })).toEqual({ text: "online, unwatched", level: "good" });
  expect(tellState({ ...row, state: "blocked", alarm: true })).toEqual({ text: "blocked", level: "bad" });
  expect(tellState({ ...row, state: "connecting" })).toEqual({ text: "connecting", level: "" });
  expect(tellState({ ...row, state: "connecting", alarm: true })).toEqual({ text: "connecting", level: "warn" });
  expect(tellState({ ...row, state: "idle", outOfService: true })).toEqual({ text: "out of service", level: "" });
});

it("rates and shares of time keep the digits that matter", () => {
  expect([0, 49.96, 9.66, 0.017].map(tellRate)).toEqual(["0", "50", "9.7", "0.02"]);
  expect([1, 0.99999, 0.5].map(tellUptime)).toEqual(["100 %", "99.99 %", "50.00 %"]);
});

it("a kind that was added stands under its own name", () => {
  expect(sectionTitle("weight-shelf")).toBe("Weight shelves");
  expect(sectionTitle("fridge-door")).toBe("fridge-door");
});
