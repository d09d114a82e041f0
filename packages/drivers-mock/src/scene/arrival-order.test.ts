import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, lines, opensAt, tinyScene } from "../../test/tiny-scene.ts";
import { ArrivalOrder } from "./arrival-order.ts";
import type { SceneReading } from "./scene-reading.ts";

const { scan, passage, weights } = lines;
const hours = 3_600_000;

async function times(content: readonly string[]) {
  const { scene, found } = await tinyScene(content);
  const readings = await everything(scene);
  return {
    startsAt: scene.startsAt - opensAt,
    arrivals: readings.map(({ receivedAt }) => receivedAt - opensAt),
    at: readings.map(({ reading }) => (reading.at ?? 0) - opensAt),
    problems: found.map(({ line, problem }) => [line, problem]),
  };
}

describe("times of arrival", () => {
  it("may repeat, and never go back by a little", async () => {
    expect(await times([scan(5), scan(5), scan(3), scan(9)])).toMatchObject({
      arrivals: [5, 5, 5, 9],
      at: [5, 5, 3, 9],
      problems: [],
    });
  });

  it("may leave a gap of hours when the next line agrees", async () => {
    const { arrivals, problems } = await times([scan(0), scan(3 * hours), scan(3 * hours + 5)]);
    expect(arrivals).toEqual([0, 3 * hours, 3 * hours + 5]);
    expect(problems).toEqual([]);
  });

  it.each([2 * hours, -2 * hours, -opensAt])(
    "that jump by %d ms for one line only are that line's fault",
    async (jump) => {
      const { arrivals, problems } = await times([scan(0), scan(jump), scan(2), scan(3)]);
      expect(arrivals).toEqual([0, 2, 3]);
      expect(problems).toEqual([[2, "arrival-time"]]);
    },
  );

  it("that jump differently in two lines are both lines' fault", async () => {
    const { arrivals, problems } = await times([scan(0), scan(2 * hours), scan(9 * hours), scan(2), scan(3)]);
    expect(arrivals).toEqual([0, 2, 3]);
    expect(problems).toEqual([
      [2, "arrival-time"],
      [3, "arrival-time"],
    ]);
  });

  it("go on when the recorder's clock was set back, device times with them", async () => {
    const back = -2 * hours;
    const { arrivals, at, problems } = await times([scan(10), scan(back), scan(back + 5), scan(back + 7)]);
    expect(arrivals).toEqual([10, 10, 15, 17]);
    expect(at).toEqual([10, 10, 15, 17]);
    expect(problems).toEqual([[2, "clock-step"]]);
  });

  it("go on as they were when that clock was set right again", async () => {
    const back = -2 * hours;
    const { arrivals, problems } = await times([scan(10), scan(back), scan(back + 5), scan(20), scan(30)]);
    expect(arrivals).toEqual([10, 10, 15, 20, 30]);
    expect(problems).toEqual([
      [2, "clock-step"],
      [4, "clock-step"],
    ]);
  });

  it("that jump in the very last line cannot be confirmed", async () => {
    expect(await times([scan(0), scan(2 * hours)])).toMatchObject({ arrivals: [0], problems: [[2, "arrival-time"]] });
  });

  it("that are wrong in the very first line do not move the rest", async () => {
    const { arrivals, problems } = await times([scan(-9 * hours), scan(1), scan(2)]);
    expect(arrivals).toEqual([1, 2]);
    expect(problems).toEqual([[1, "arrival-time"]]);
  });

  it("may begin before the store opens, by minutes or by hours", async () => {
    expect(await times([scan(-60_000), scan(0)])).toMatchObject({ startsAt: -60_000, arrivals: [-60_000, 0] });
    expect(await times([scan(-2 * hours), scan(1 - 2 * hours)])).toMatchObject({ startsAt: -2 * hours, problems: [] });
  });
});

describe("a device's own time", () => {
  it("far from the arrival is a fault the first time, and a clock that is off from then on", async () => {
    const off = opensAt - 5 * hours;
    const { at, problems } = await times([
      scan(0, { t: off }),
      scan(10, { t: off + 12 }),
      passage(11),
      scan(20, { t: off + 18 }),
    ]);
    expect(at).toEqual([12 - 5 * hours, 11, 18 - 5 * hours]);
    expect(problems).toEqual([[1, "device-time"]]);
  });

  it("far off in one line only is that line's fault", async () => {
    const { arrivals, problems } = await times([weights(0), weights(5, { t: 0 }), weights(10)]);
    expect(arrivals).toEqual([0, 10]);
    expect(problems).toEqual([[2, "device-time"]]);
  });
});

describe("whatever the times in a scene are", () => {
  const arrival = fc.oneof(
    fc.integer({ min: -9, max: 9 }).map((n) => n * hours),
    fc.integer({ min: -hours, max: hours }),
  );

  it("what is released never goes back, and each line is released or reported", () => {
    fc.assert(
      fc.property(
        fc.array(arrival, { maxLength: 40 }),
        fc.option(arrival, { nil: undefined }),
        (arrivals, expected) => {
          const released: number[] = [];
          const skipped = new Set<number>();
          const order = new ArrivalOrder(
            expected,
            ({ receivedAt }) => released.push(receivedAt),
            ({ problem }, line) => problem !== "clock-step" && skipped.add(line),
          );
          arrivals.forEach((receivedAt, i) => {
            const reading = { type: "scan", data: { symbology: "]Q1", data: "M" }, at: receivedAt } as const;
            const scanned: SceneReading = { receivedAt, device: "scanner-1", kind: "barcode-scanner", reading };
            order.push(scanned, i + 1);
          });
          order.end();
          expect(released).toEqual(released.toSorted((a, b) => a - b));
          expect(released.length + skipped.size).toBe(arrivals.length);
        },
      ),
    );
  });
});
