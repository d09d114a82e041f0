import { describe, expect, it } from "vitest";
import { day, duration, money, percent, timeOfDay, timeOfDayTenths, zoneName } from "./formats.ts";

const t = Date.UTC(2026, 10, 22, 23, 5, 9, 370);

describe("figures in words", () => {
  it("show times in a zone that is told", () => {
    expect(timeOfDay(t, "UTC")).toBe("23:05:09");
    expect(timeOfDay(t, "Europe/Berlin")).toBe("00:05:09");
    expect(timeOfDayTenths(t, "UTC")).toBe("23:05:09.3");
    expect(day(t, "UTC")).toBe("22 Nov 2026");
    expect(day(t, "Europe/Berlin")).toBe("23 Nov 2026");
    expect(zoneName(t, "UTC")).toBe("UTC");
  });

  it("show money with as many digits as its currency has", () => {
    expect(money(349, "EUR")).toBe("€3.49");
    expect(money(349, "JPY")).toMatch(/349$/);
    expect(money(1_234_567, "USD")).toContain("12,345.67");
    expect(money(349, "no such")).toBe("3.49 no such");
  });

  it("never call certain what is nearly so", () => {
    expect(percent(1)).toBe("100 %");
    expect(percent(0.9999)).toBe("> 99 %");
    expect(percent(0.984)).toBe("98 %");
    expect(percent(0)).toBe("0 %");
  });

  it("say how long in the two units that matter", () => {
    expect(duration(4_400)).toBe("4 s");
    expect(duration(65_000)).toBe("1 min 5 s");
    expect(duration(120_000)).toBe("2 min");
    expect(duration(7_380_000)).toBe("2 h 3 min");
    expect(duration(-5)).toBe("0 s");
  });
});
