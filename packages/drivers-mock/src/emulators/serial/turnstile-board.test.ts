import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientOf } from "../wire/client.fixture.ts";
import { boardFrameReader, encodeBoardFrame } from "./board-frames.ts";
import { type TurnstileBoardOptions, turnstileBoard } from "./turnstile-board.ts";

function wired(options: Partial<TurnstileBoardOptions> = {}) {
  const clock = new VirtualClock(0);
  const board = turnstileBoard({ clock, ...options });
  const client = clientOf(board);
  /** What the board has said since this was called last: command and data of each frame. */
  const heard = (): (readonly number[])[] =>
    boardFrameReader(clock)
      .read(Uint8Array.from(client.take()))
      .map(({ command, data }) => [command, ...data]);
  const ask = (command: number, ...data: number[]): (readonly number[])[] => {
    client.send(encodeBoardFrame(1, command, data));
    return heard();
  };
  return { clock, board, client, heard, ask };
}

/** The status, of which flags, mode, counts and event number are told. */
const status = (flags: number, mode = 0, counts = [0, 0], events = 0): (readonly number[])[] => [
  [0x30, flags, mode, ...counts.flatMap((count) => [0, 0, count >> 8, count & 0xff]), 0, events],
];

describe("a turnstile board", () => {
  it("says its status in the frame of its protocol", () => {
    const { client } = wired();
    client.send([0x02, 1, 0x30, 0, 0x31, 0x03]);
    expect(client.take()).toEqual([0x02, 1, 0x30, 12, 1, ...new Array<number>(11).fill(0), 1 ^ 0x30 ^ 12 ^ 1, 0x03]);
  });

  it("admits one person, tells each phase once and in one row of numbers, and counts", () => {
    const { board, ask, heard } = wired();
    const admitted: string[] = [];
    board.onAdmit((direction) => admitted.push(direction));
    expect(ask(0x31, 0, 0x12, 0x34)).toEqual([
      [0x40, 1, 0, 0, 1],
      [0x31, 0, 0x12, 0x34],
    ]);
    expect([admitted, ask(0x30), board.mayPass("out")]).toEqual([["in"], status(2, 0, [0, 0], 1), false]);
    board.start("in");
    board.complete("in");
    expect(heard()).toEqual([
      [0x40, 2, 0, 0, 2],
      [0x40, 3, 0, 0, 3],
    ]);
    expect([ask(0x30), board.mayPass("in"), board.passages]).toEqual([
      status(1, 0, [1, 0], 3),
      false,
      { in: 1, out: 0 },
    ]);
  });

  it("acts once on the same key and direction, and answers again", () => {
    const { board, ask } = wired();
    ask(0x31, 0, 0, 7);
    expect(ask(0x31, 0, 0, 7)).toEqual([[0x31, 0, 0, 7]]);
    board.start("in");
    board.complete("in");
    expect(ask(0x31, 0, 0, 7).filter(([command]) => command === 0x31)).toEqual([[0x31, 0, 0, 7]]);
    expect([board.mayPass("in"), ask(0x31, 1, 0, 7).at(-1), board.mayPass("out")]).toEqual([
      false,
      [0x31, 0, 0, 7],
      true,
    ]);
  });

  it("is busy while somebody has leave, and takes the same key again once it is free", () => {
    const { clock, ask, heard } = wired();
    ask(0x31, 0, 0, 1);
    expect(ask(0x31, 1, 0, 2)).toEqual([[0x31, 1, 0, 2]]);
    clock.advanceTo(5_000);
    expect(heard()).toEqual([[0x40, 4, 0, 0, 2]]);
    expect(ask(0x31, 1, 0, 2)).toEqual([
      [0x40, 1, 1, 0, 3],
      [0x31, 0, 0, 2],
    ]);
    expect(clock.nextTimerAt()).toBe(10_000);
  });

  it("tells of people who go back and of people who push through", () => {
    const { board, ask, heard } = wired();
    ask(0x31, 1, 0, 1);
    board.start("out");
    board.giveUp("out");
    board.force("in");
    expect(heard()).toEqual([
      [0x40, 2, 1, 0, 2],
      [0x40, 5, 1, 0, 3],
      [0x40, 6, 0, 0, 4],
    ]);
    expect(board.passages).toEqual({ in: 0, out: 0 });
  });

  it.each([
    ["free-in", 1, 1 | 2],
    ["free-out", 2, 1 | 4],
    ["free", 3, 1 | 2 | 4],
    ["locked", 4, 0],
    ["controlled", 0, 1],
  ] as const)("is %s when it is told so", (mode, code, flags) => {
    const { board, ask } = wired();
    expect(ask(0x32, code)).toEqual([[0x32, 0]]);
    expect([board.mode, ask(0x30)]).toEqual([mode, status(flags, code)]);
    expect(ask(0x31, 0, 0, 9).at(-1)).toEqual([0x31, mode === "locked" ? 2 : 0, 0, 9]);
  });

  it("starts in the mode that it was given", () => {
    const { board, ask } = wired({ mode: "free-out" });
    expect([board.start("in"), board.start("out"), ask(0x30).at(-1)?.[2]]).toEqual([false, true, 2]);
  });

  it("opens both ways at a fire, even when locked, and tells alarms when they change", () => {
    const { board, ask, heard } = wired();
    ask(0x32, 4);
    board.fire(true);
    board.fire(true);
    board.tamper(true);
    board.fault(true);
    expect(heard()).toEqual([
      [0x41, 1, 1, 0, 1],
      [0x41, 2, 1, 0, 2],
      [0x41, 3, 1, 0, 3],
    ]);
    expect([ask(0x30), board.mayPass("in")]).toEqual([status(2 | 4 | 8 | 16 | 32, 4, [0, 0], 3), true]);
    board.fire(false);
    expect([heard(), board.mayPass("in")]).toEqual([[[0x41, 1, 0, 0, 4]], false]);
  });

  it("is silent for other addresses, unknown commands and requests that are wrong", () => {
    const { board, client, ask, heard } = wired();
    client.send(encodeBoardFrame(2, 0x30, []));
    expect(heard()).toEqual([]);
    for (const wrong of [[0x30, 1], [0x31, 0, 1], [0x31, 2, 0, 1], [0x32, 5], [0x33]] as const) {
      expect(ask(...(wrong as unknown as [number, ...number[]]))).toEqual([]);
    }
    expect([board.counters.strangers, board.mode, board.mayPass("in")]).toEqual([6, "controlled", false]);
  });

  it("does not repeat an event that nobody heard, but its counters tell", () => {
    const { board, client, ask } = wired();
    ask(0x32, 3);
    client.close();
    board.start("in");
    board.complete("in");
    expect(board.said.get("event")).toEqual({ said: 2, heard: 0, unheard: 2 });
    const again = clientOf(board);
    expect(again.take()).toEqual([]);
    expect(board.passages.in).toBe(1);
  });

  it("rolls its counters over at 32 bits and its event numbers at 16", () => {
    const { board, ask, heard } = wired({ passages: { in: 0xffff_ffff, out: 5 } });
    ask(0x32, 3);
    for (let event = 0; event < 65_534; event += 1) board.force("out");
    heard();
    board.start("in");
    board.complete("in");
    expect(heard().map((data) => data.slice(3))).toEqual([
      [0xff, 0xff],
      [0, 0],
    ]);
    expect(board.passages).toEqual({ in: 0, out: 5 });
  });

  it("answers the next request after any noise, in any pieces, and makes nothing of the noise", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 10 }), fc.nat(5), (noise, cut) => {
        const { clock, board, client, ask, heard } = wired();
        for (const bytes of noise) client.send(bytes);
        expect(board.counters.requests).toBe(0);
        clock.advanceTo(101);
        const request = encodeBoardFrame(1, 0x30, []);
        client.send(request.slice(0, cut));
        client.send(request.slice(cut));
        expect(heard()).toEqual(status(1));
        expect(ask(0x30)).toEqual(status(1));
      }),
      { numRuns: 1_000 },
    );
  });
});
