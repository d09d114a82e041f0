import type { Clock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { fakeIo } from "../testing/fake-io.ts";
import type { ScreenSize } from "./screen.ts";
import { openTerminal, paint } from "./terminal.ts";

const leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";

function opened(env: Record<string, string> = {}) {
  const io = fakeIo({ tty: true, env });
  const frames: ScreenSize[] = [];
  const terminal = openTerminal(io, (size) => {
    frames.push(size);
    return [{ text: `frame ${frames.length}`, tone: "title" }];
  });
  return { io, frames, terminal };
}

describe("a terminal that is taken over", () => {
  it("draws many wishes as one frame, at most ten a second", () => {
    const { io, frames, terminal } = opened();
    for (let i = 0; i < 100; i += 1) terminal.redraw();
    io.clock.advanceTo(0);
    expect(frames).toHaveLength(1);
    terminal.redraw();
    io.clock.advanceTo(99);
    expect(frames).toHaveLength(1);
    io.clock.advanceTo(100);
    expect(frames).toHaveLength(2);
  });

  it("draws again at the new size when it is resized", () => {
    const { io, frames } = opened();
    io.clock.advanceTo(1_000);
    io.stdout.resize(40, 10);
    io.clock.advanceTo(1_100);
    expect(frames).toEqual([
      { columns: 80, rows: 24 },
      { columns: 40, rows: 10 },
    ]);
  });

  it("skips frames while the reader does not keep up, and draws once it does", () => {
    const { io, frames } = opened();
    io.stdout.keepsUp = false;
    io.clock.advanceTo(1_000);
    expect(frames).toHaveLength(0);
    io.stdout.keepsUp = true;
    io.clock.advanceTo(1_200);
    expect(frames).toHaveLength(1);
  });

  it("is put back once, whether it is closed or the process ends, and leaves no handler or timer", () => {
    const { io, terminal } = opened();
    io.leave();
    terminal.close();
    expect(io.stdout.text.split(leave)).toHaveLength(2);
    expect(io.stdout.text.endsWith(leave)).toBe(true);
    expect(io.handlers).toBe(0);
    expect(io.clock.nextTimerAt()).toBeUndefined();
  });

  it("goes on drawing at once after the clock was set back", () => {
    const io = fakeIo({ tty: true });
    let setBack = 0;
    const clock: Clock = {
      now: () => io.clock.now() - setBack,
      schedule: (delay, task) => io.clock.schedule(delay, task),
    };
    let frames = 0;
    const terminal = openTerminal({ ...io, clock }, () => {
      frames += 1;
      return [];
    });
    io.clock.advanceTo(1_000);
    setBack = 3_600_000;
    terminal.redraw();
    io.clock.advanceTo(1_100);
    expect(frames).toBe(2);
  });
});

describe("a painted frame", () => {
  it("starts at the top, clears what was behind each line and below the last", () => {
    const lines = [
      { text: "a", tone: "good" },
      { text: "b", tone: "plain" },
    ] as const;
    expect(paint(lines, true)).toBe("\u001b[H\u001b[32ma\u001b[0m\u001b[K\r\nb\u001b[K\u001b[J");
    expect(paint(lines, false)).toBe("\u001b[Ha\u001b[K\r\nb\u001b[K\u001b[J");
  });

  it("has no colour where NO_COLOR asks for none", () => {
    const { io } = opened({ NO_COLOR: "1" });
    io.clock.advanceTo(0);
    expect(io.stdout.text).toContain("frame 1");
    expect(io.stdout.text).not.toContain("\u001b[1m");
  });
});
