import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFigures } from "./figures.ts";

describe("the figures on the floor's wrapper", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const wrapper = () => {
    const written: string[] = [];
    const dataset = new Proxy<Record<string, string>>(
      {},
      {
        set(target, key, value: string) {
          if (key === "frames") written.push(value);
          return Reflect.set(target, key, value);
        },
      },
    );
    return { written, dataset, element: { dataset } as unknown as HTMLElement };
  };

  it("are written four times a second at most, and the last picture's in the end", () => {
    const { written, dataset, element } = wrapper();
    const figures = createFigures(element);
    for (let now = 0; now < 1_000; now += 20) {
      figures.drew(now, 1, now);
      vi.advanceTimersByTime(20);
    }
    expect(written.length).toBeLessThanOrEqual(5);
    vi.advanceTimersByTime(1_000);
    expect(dataset).toEqual({ people: "980", flashes: "1", frames: "50" });
  });

  it("are not written any more after the floor is gone", () => {
    const { written, element } = wrapper();
    const figures = createFigures(element);
    figures.drew(1, 0, 0);
    figures.drew(2, 0, 10);
    figures.close();
    vi.advanceTimersByTime(1_000);
    expect(written).toEqual(["1"]);
  });
});
