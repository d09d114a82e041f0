import { describe, expect, it } from "vitest";
import { dateTime, parseDateTime, parseDuration } from "./times.ts";

describe("times of XML Schema", () => {
  it.each([
    ["PT1M", 60_000],
    ["PT60S", 60_000],
    ["PT0.5S", 500],
    ["P1DT2H3M4S", 93_784_000],
    ["PT0S", 0],
    ["P", undefined],
    ["PT", undefined],
    ["P1DT", undefined],
    ["-PT1S", undefined],
    ["1M", undefined],
    ["PT99999999999S", undefined],
  ])("reads the duration %s as %s ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ["2030-01-07T08:00:00Z", Date.UTC(2030, 0, 7, 8)],
    ["2030-01-07T08:00:00", Date.UTC(2030, 0, 7, 8)],
    ["2030-01-07T08:00:00.250Z", Date.UTC(2030, 0, 7, 8) + 250],
    ["2030-01-07T09:00:00+01:00", Date.UTC(2030, 0, 7, 8)],
    ["2030-13-07T09:00:00Z", undefined],
    ["yesterday", undefined],
  ])("reads the date and time %s", (text, ms) => {
    expect(parseDateTime(text)).toBe(ms);
  });

  it("writes any number as a date and time that there is", () => {
    expect(dateTime(Date.UTC(2030, 0, 7, 8) + 5)).toBe("2030-01-07T08:00:00.005Z");
    expect(dateTime(Number.NEGATIVE_INFINITY)).toBe("1970-01-01T00:00:00.000Z");
    expect(dateTime(1e20)).toBe("9999-12-31T23:59:59.999Z");
  });
});
