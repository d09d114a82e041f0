import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialStatus, isOutOfService, isWorking, type StatusEvent, transition } from "./machine.ts";
import { type DeviceState, type DeviceStatus, reasonCodes } from "./status.ts";

const reason = fc.record({ code: fc.constantFrom(...reasonCodes), message: fc.string() });
const event: fc.Arbitrary<StatusEvent> = fc.oneof(
  fc.record({ type: fc.constant("connect" as const), attempt: fc.nat() }),
  fc.record({ type: fc.constantFrom("proved" as const, "recovered" as const, "paused" as const, "closed" as const) }),
  fc.record({ type: fc.constant("paused" as const), reason }),
  fc.record({ type: fc.constantFrom("degraded" as const, "blocked" as const, "closing" as const), reason }),
  fc.record({ type: fc.constant("lost" as const), reason, attempt: fc.nat(), nextRetryAt: fc.nat() }),
);

/** Every change of state that the design allows; anything else must leave the status alone. */
const allowed: Readonly<Record<DeviceState, Partial<Record<StatusEvent["type"], DeviceState>>>> = {
  idle: { connect: "connecting", closing: "closing" },
  connecting: { proved: "online", lost: "offline", blocked: "blocked", paused: "idle", closing: "closing" },
  online: { degraded: "degraded", lost: "offline", blocked: "blocked", paused: "idle", closing: "closing" },
  degraded: {
    degraded: "degraded",
    recovered: "online",
    lost: "offline",
    blocked: "blocked",
    paused: "idle",
    closing: "closing",
  },
  offline: { connect: "connecting", lost: "offline", blocked: "blocked", paused: "idle", closing: "closing" },
  blocked: { connect: "connecting", paused: "idle", closing: "closing" },
  closing: { closed: "closed" },
  closed: {},
};

describe("the status machine", () => {
  it("goes only where the design says, and gives the same object back otherwise", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let status: DeviceStatus = initialStatus(0);
        for (const [index, input] of events.entries()) {
          const before = status;
          status = transition(before, input, index + 1);
          const takenOut = input.type === "paused" && "reason" in input;
          const target = before.state === "idle" && takenOut ? "idle" : allowed[before.state][input.type];
          if (target === undefined) expect(status).toBe(before);
          else expect(status.state).toBe(target);
          if (status !== before) expect(status.since).toBe(index + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never leaves closed, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const closing = transition(
          initialStatus(0),
          { type: "closing", reason: { code: "closed-by-host", message: "" } },
          1,
        );
        const closed = transition(closing, { type: "closed" }, 2);
        expect(closed).toEqual({ state: "closed", since: 2, reason: { code: "closed-by-host", message: "" } });
        expect(events.reduce((status, input) => transition(status, input, 9), closed)).toBe(closed);
      }),
    );
  });

  it("is pure: neither its status nor its event is written to", () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let status: DeviceStatus = Object.freeze(initialStatus(0));
        for (const input of events) status = Object.freeze(transition(status, Object.freeze(input), 1));
      }),
    );
  });

  it("carries the reason, the count of failures and the time of the next try while offline", () => {
    const lost = { type: "lost", reason: { code: "silent", message: "nothing" }, attempt: 3, nextRetryAt: 90 } as const;
    const connecting = transition(initialStatus(0), { type: "connect", attempt: 1 }, 1);
    expect(transition(connecting, lost, 5)).toEqual({
      state: "offline",
      since: 5,
      reason: lost.reason,
      attempt: 3,
      nextRetryAt: 90,
    });
  });

  it("takes the same complaint again for no news, and another one for news", () => {
    const complaint = (message: string): StatusEvent => ({
      type: "degraded",
      reason: { code: "hardware-fault", message },
    });
    let status = transition(initialStatus(0), { type: "connect", attempt: 1 }, 1);
    status = transition(transition(status, { type: "proved" }, 2), complaint("plate 3"), 3);
    expect(transition(status, complaint("plate 3"), 4)).toBe(status);
    expect(transition(status, complaint("plate 4"), 4)).toMatchObject({ state: "degraded", since: 4 });
  });

  it("tells a device that was taken out of service from one that was never connected", () => {
    const out = { type: "paused", reason: { code: "out-of-service", message: "new battery" } } as const;
    const idle = initialStatus(0);
    const outOfService = transition(idle, out, 1);
    expect(outOfService).toEqual({ state: "idle", since: 1, reason: out.reason });
    expect([isOutOfService(idle), isOutOfService(outOfService)]).toEqual([false, true]);
    expect(transition(outOfService, out, 2)).toBe(outOfService);
    expect(transition(outOfService, { type: "paused" }, 2)).toBe(outOfService);
  });

  it("calls a device working while it is online or degraded, and never else", () => {
    const states: DeviceState[] = [
      "idle",
      "connecting",
      "online",
      "degraded",
      "offline",
      "blocked",
      "closing",
      "closed",
    ];
    const detail = { since: 0, reason: { code: "silent", message: "" }, attempt: 0, nextRetryAt: 0 } as const;
    expect(states.filter((state) => isWorking({ ...detail, state }))).toEqual(["online", "degraded"]);
  });

  it("keeps saying that nobody can tell, as long as the connection lasts", () => {
    const reason = { code: "protocol-noise", message: "noise" } as const;
    let status = transition(initialStatus(0), { type: "connect", attempt: 1 }, 1);
    status = transition(status, { type: "proved", unwatched: true }, 2);
    expect(status).toEqual({ state: "online", since: 2, unwatched: true });
    status = transition(status, { type: "degraded", reason }, 3);
    expect(status).toEqual({ state: "degraded", since: 3, reason, unwatched: true });
    status = transition(status, { type: "recovered" }, 4);
    expect(status).toEqual({ state: "online", since: 4, unwatched: true });
    status = transition(status, { type: "lost", reason, attempt: 1, nextRetryAt: 9 }, 5);
    expect(status).not.toHaveProperty("unwatched");
  });
});
