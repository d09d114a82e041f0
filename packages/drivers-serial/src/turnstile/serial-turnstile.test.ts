import { fakeByteTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { alarmFrame, boardAnswer, eventFrame, statusFrame } from "../../test/emulators/board.ts";
import { boardFrame } from "./board-frame.ts";
import { serialTurnstile } from "./serial-turnstile.ts";

/** A turnstile whose board answers as `board` says; its status is what a test puts there. */
async function turnstile() {
  const transport = fakeByteTransport();
  const board = {
    status: statusFrame(),
    answer: (written: Uint8Array): Uint8Array | undefined => boardAnswer(written),
  };
  transport.onWrite = (written) => {
    const answer = written[2] === 0x30 ? board.status : board.answer(written);
    if (answer !== undefined) transport.feed(answer);
  };
  const { hub, clock, readings } = await testHub({
    drivers: [serialTurnstile],
    transports: [fakeProvider("serial", transport)],
    devices: [{ id: "gate-1", driver: "serial-turnstile", transport: {} }],
  });
  await clock.settle();
  const said = () => readings.map(({ type, data }) => ({ type, ...data }));
  return { hub, clock, transport, board, said, device: hub.device("gate-1", "turnstile") };
}

describe("a turnstile board", () => {
  it("tells its counters, mode and alarms once, when two statuses agree", async () => {
    const { hub, clock, said, device } = await turnstile();
    expect(device.status.state).toBe("online");
    expect(said()).toEqual([]);
    await clock.run(500);
    const expected = [
      { type: "counters", in: 10, out: 7 },
      { type: "mode", mode: "controlled" },
      { type: "alarm", alarm: "fire", active: false },
      { type: "alarm", alarm: "tamper", active: false },
      { type: "alarm", alarm: "fault", active: false },
    ];
    expect(said()).toEqual(expected);
    await clock.run(60_000);
    expect(said()).toEqual(expected);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("admits once, and the authorised that follows carries the key of the wish", async () => {
    const { hub, clock, transport, said, device } = await turnstile();
    await clock.run(500);
    const before = said().length;
    await expect(device.commands.admit({ direction: "in" }, { key: "visit-7" })).resolves.toMatchObject({
      outcome: "done",
    });
    transport.feed(eventFrame(1, 0, 1));
    transport.feed(eventFrame(1, 0, 2));
    expect(said().slice(before)).toEqual([
      { type: "authorised", direction: "in", key: "visit-7" },
      { type: "authorised", direction: "in" },
    ]);
    await hub.close();
  });

  it("asks again with the same key where no answer came, takes no other answer for it, and is then unknown", async () => {
    const { hub, clock, transport, board, device } = await turnstile();
    const keys: number[] = [];
    board.answer = (written) => {
      if (written[2] !== 0x31) return undefined;
      keys.push(written[5]! * 256 + written[6]!);
      return boardFrame(1, 0x31, [0, written[5]!, written[6]! ^ 1]);
    };
    const admitting = device.commands.admit({ direction: "out" });
    await clock.run(600);
    await expect(admitting).resolves.toMatchObject({ outcome: "unknown", error: { code: "timeout" } });
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    board.answer = boardAnswer;
    await expect(device.commands.admit({ direction: "out" })).resolves.toMatchObject({ outcome: "done" });
    expect(transport.writes.at(-1)?.slice(5, 7)).toEqual(Uint8Array.of((keys[0]! + 1) >> 8, (keys[0]! + 1) & 0xff));
    await hub.close();
  });

  it.each([
    [1, "turnstile-busy"],
    [2, "turnstile-locked"],
  ])("refuses with result %i as %s", async (result, code) => {
    const { hub, board, device } = await turnstile();
    board.answer = (written) => boardFrame(1, 0x31, [result, written[5]!, written[6]!]);
    await expect(device.commands.admit({ direction: "in" })).resolves.toMatchObject({
      outcome: "refused",
      error: { code },
    });
    await hub.close();
  });

  it("says its new mode when it has taken it", async () => {
    const { hub, clock, board, said, device } = await turnstile();
    await clock.run(500);
    board.answer = (written) => {
      board.status = statusFrame({ mode: written[4]! });
      return boardAnswer(written);
    };
    await expect(device.commands.setMode({ mode: "locked" })).resolves.toMatchObject({ outcome: "done" });
    await clock.run(5_000);
    expect(said().filter(({ type }) => type === "mode")).toEqual([
      { type: "mode", mode: "controlled" },
      { type: "mode", mode: "locked" },
    ]);
    await hub.close();
  });

  it("tells a passage whose event was lost once, from the count, and that events are lost", async () => {
    const { hub, clock, transport, board, said, device } = await turnstile();
    await clock.run(500);
    const before = said().length;
    transport.feed(eventFrame(3, 0, 1));
    board.status = statusFrame({ counts: [12, 7], event: 2 });
    await clock.run(1_500);
    expect(said().slice(before)).toEqual([
      { type: "passage", phase: "completed", direction: "in" },
      { type: "passage", phase: "completed", direction: "in" },
      { type: "counters", in: 12, out: 7 },
    ]);
    expect(device.status).toMatchObject({
      state: "degraded",
      reason: { code: "protocol-noise", message: expect.stringContaining("1 events") },
    });
    await clock.run(1_500 + 60 * 500);
    expect(device.status.state).toBe("online");
    await hub.close();
  });

  it("believes no status that the next one contradicts", async () => {
    const { hub, clock, board, said } = await turnstile();
    await clock.run(1_000);
    const before = said().length;
    board.status = statusFrame({ counts: [13, 7], mode: 3, flags: 0b11_0001 });
    await clock.run(1_500);
    board.status = statusFrame();
    await clock.run(5_000);
    expect(said().slice(before)).toEqual([]);
    await hub.close();
  });

  it("is degraded while its board is faulty, and tells alarms as they come", async () => {
    const { hub, transport, said, device } = await turnstile();
    transport.feed(alarmFrame(3, true, 1));
    expect(device.status).toMatchObject({ state: "degraded", reason: { code: "hardware-fault" } });
    transport.feed(alarmFrame(3, false, 2));
    expect(device.status.state).toBe("online");
    expect(said()).toEqual([
      { type: "alarm", alarm: "fault", active: true },
      { type: "alarm", alarm: "fault", active: false },
    ]);
    await hub.close();
  });

  it("does not hear another board on its line", async () => {
    const { hub, transport, said } = await turnstile();
    transport.feed(boardFrame(2, 0x40, [3, 0, 0, 1]));
    expect(said()).toEqual([]);
    await hub.close();
  });

  it("never opens twice for one key, also when the hub has forgotten it, but asks again after a refusal", async () => {
    const { hub, clock, transport, board, device } = await turnstile();
    const admissions = () => transport.writes.filter((written) => written[2] === 0x31).length;
    board.answer = (written) => boardFrame(1, 0x31, [1, written[5]!, written[6]!]);
    expect((await device.commands.admit({ direction: "in" }, { key: "a" })).outcome).toBe("refused");
    await clock.run(clock.now() + 700_000);
    board.answer = boardAnswer;
    expect((await device.commands.admit({ direction: "in" }, { key: "a" })).outcome).toBe("done");
    expect(admissions()).toBe(2);
    await clock.run(clock.now() + 700_000);
    expect((await device.commands.admit({ direction: "in" }, { key: "a" })).outcome).toBe("done");
    expect(admissions()).toBe(2);
    await hub.close();
  });

  it("is not lost by one answer that was", async () => {
    const { hub, clock, transport, device } = await turnstile();
    const answer = transport.onWrite;
    let left = 0;
    transport.onWrite = (written) => {
      left -= 1;
      return left === 0 ? undefined : answer(written);
    };
    for (let round = 0; round < 10; round += 1) {
      left = 2;
      await clock.run(clock.now() + 3_000);
      expect(device.status.state).toBe("online");
    }
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("does not put down to an old wish what somebody opens later by hand", async () => {
    const { hub, clock, transport, said, device } = await turnstile();
    await clock.run(500);
    // Its event is lost on the line.
    await device.commands.admit({ direction: "in" }, { key: "visit-7" });
    await clock.run(clock.now() + 60_000);
    transport.feed(eventFrame(1, 0, 2));
    expect(said().at(-1)).toEqual({ type: "authorised", direction: "in" });
    await hub.close();
  });

  it("is offline within two seconds of silence", async () => {
    const { hub, clock, transport, device } = await turnstile();
    await clock.run(10_000);
    transport.onWrite = () => undefined;
    await clock.run(11_001);
    expect(device.status.state).toBe("offline");
    await hub.close();
  });
});
