import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../time/virtual-clock.ts";
import { idleFrames } from "./idle-frames.ts";

function listen(longest = 8) {
  const clock = new VirtualClock(0);
  const bytes$ = new Subject<Uint8Array>();
  const found: number[][] = [];
  const dropped: number[] = [];
  const subscription = bytes$
    .pipe(idleFrames({ gap: 20, clock, longest, onDropped: (bytes) => dropped.push(bytes) }))
    .subscribe((frame) => found.push([...frame]));
  return { clock, bytes$, found, dropped, subscription };
}

describe("idle frames", () => {
  it("end when nothing comes for the gap, however their bytes were cut", () => {
    const { clock, bytes$, found } = listen();
    bytes$.next(Uint8Array.of(1));
    clock.advanceTo(19);
    bytes$.next(Uint8Array.of(2, 3));
    clock.advanceTo(38);
    expect(found).toEqual([]);
    clock.advanceTo(39);
    bytes$.next(Uint8Array.of(4));
    clock.advanceTo(59);
    expect(found).toEqual([[1, 2, 3], [4]]);
  });

  it("that are too long are thrown away to the next silence and told", () => {
    const { clock, bytes$, found, dropped } = listen();
    for (let chunk = 0; chunk < 10; chunk += 1) bytes$.next(Uint8Array.of(1, 2, 3));
    clock.advanceTo(20);
    bytes$.next(Uint8Array.of(4));
    clock.advanceTo(40);
    expect(found).toEqual([[4]]);
    expect(dropped).toEqual([30]);
  });

  it("do not share their bytes with the chunks that they were made of", () => {
    const { clock, bytes$, found } = listen();
    const chunk = Uint8Array.of(7);
    bytes$.next(chunk);
    chunk[0] = 8;
    clock.advanceTo(20);
    expect(found).toEqual([[7]]);
  });

  it("leave no timer when nobody listens any more, and make no frame of what has no end", () => {
    const { clock, bytes$, found, subscription } = listen();
    bytes$.next(Uint8Array.of(1));
    bytes$.complete();
    subscription.unsubscribe();
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(found).toEqual([]);
  });

  it("refuse options that make no sense", () => {
    const clock = new VirtualClock(0);
    for (const options of [
      { gap: 0, clock },
      { gap: Number.NaN, clock },
      { gap: 5, clock, longest: 0 },
    ]) {
      expect(() => idleFrames(options)).toThrow(expect.objectContaining({ code: "framing-refused" }));
    }
  });
});
