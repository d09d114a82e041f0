import fc from "fast-check";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { buffered } from "./buffered.ts";

const policies = ["drop-oldest", "drop-newest"] as const;

async function rest<T>(loop: AsyncIterator<T>): Promise<T[]> {
  const values: T[] = [];
  for (let next = await loop.next(); next.done !== true; next = await loop.next()) values.push(next.value);
  return values;
}

describe("a buffer before a slow consumer", () => {
  it.each([
    ["drop-oldest", [3, 4, 5], [1, 2]],
    ["drop-newest", [1, 2, 3], [4, 5]],
  ] as const)("with %s keeps the right ones and tells of the others", async (policy, kept, gone) => {
    const source = new Subject<number>();
    const drops: [number, number][] = [];
    const values = buffered(source, { size: 3, policy, onDrop: (value, dropped) => drops.push([value, dropped]) });
    const loop = values[Symbol.asyncIterator]();
    for (const value of [1, 2, 3, 4, 5]) source.next(value);
    source.complete();
    expect(await rest(loop)).toEqual(kept);
    expect(drops).toEqual(gone.map((value, index) => [value, index + 1]));
    expect(values.dropped).toBe(2);
  });

  it("drops the oldest unless told", async () => {
    const source = new Subject<number>();
    const loop = buffered(source, { size: 1 })[Symbol.asyncIterator]();
    source.next(1);
    source.next(2);
    expect(await loop.next()).toEqual({ done: false, value: 2 });
  });

  it("hands on every value in order or counts it, whatever comes between", async () => {
    const steps = fc.array(fc.constantFrom("say", "take"), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...policies),
        async (all, size, policy) => {
          const source = new Subject<number>();
          const dropped: number[] = [];
          const values = buffered(source, { size, policy, onDrop: (value) => dropped.push(value) });
          const loop = values[Symbol.asyncIterator]();
          const taken: number[] = [];
          const model: number[] = [];
          let said = 0;
          for (const step of all) {
            if (step === "say") {
              said += 1;
              source.next(said);
              if (model.length < size) model.push(said);
              else if (policy === "drop-oldest") {
                model.shift();
                model.push(said);
              }
            } else if (model.length > 0) {
              const value: number = (await loop.next()).value;
              expect(value).toBe(model.shift());
              taken.push(value);
            }
          }
          source.complete();
          const left = await rest(loop);
          expect(left).toEqual(model);
          const everything = [...taken, ...left, ...dropped].toSorted((a, b) => a - b);
          expect(everything).toEqual(Array.from({ length: said }, (_, index) => index + 1));
          expect(values.dropped).toBe(dropped.length);
        },
      ),
    );
  });

  it("waits for the next value and ends with the stream", async () => {
    const source = new Subject<string>();
    const heard: string[] = [];
    const looping = (async () => {
      for await (const value of buffered(source, { size: 2 })) heard.push(value);
      return "ended";
    })();
    source.next("a");
    await Promise.resolve();
    source.next("b");
    source.complete();
    expect(await looping).toBe("ended");
    expect(heard).toEqual(["a", "b"]);
  });

  it("gives each of several who wait a value of their own", async () => {
    const source = new Subject<number>();
    const loop = buffered(source, { size: 2 })[Symbol.asyncIterator]();
    const waiting = [loop.next(), loop.next(), loop.next()];
    source.next(1);
    source.next(2);
    source.complete();
    expect((await Promise.all(waiting)).map(({ value }) => value as unknown)).toEqual([1, 2, undefined]);
  });

  it("throws what the stream fails with, once all before it was taken", async () => {
    const source = new Subject<string>();
    const loop = buffered(source, { size: 2 })[Symbol.asyncIterator]();
    source.next("a");
    source.error(new RangeError("broken"));
    expect(await loop.next()).toEqual({ done: false, value: "a" });
    await expect(loop.next()).rejects.toThrow("broken");
    expect(await loop.next()).toEqual({ done: true, value: undefined });
  });

  it("leaves the stream when its loop is left, and wakes whoever waits", async () => {
    const source = new Subject<number>();
    const values = buffered(source, { size: 9 });
    const looping = (async () => {
      for await (const value of values) if (value === 2) return;
    })();
    source.next(1);
    source.next(2);
    await looping;
    expect(source.observed).toBe(false);
    const loop = values[Symbol.asyncIterator]();
    const waiting = loop.next();
    await loop.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(source.observed).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a size of %s", (size) => {
    expect(() => buffered(new Subject(), { size })).toThrow(expect.objectContaining({ code: "buffer-refused" }));
  });
});
