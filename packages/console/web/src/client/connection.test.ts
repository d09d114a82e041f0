import { describe, expect, it } from "vitest";
import type { Hello } from "../../../src/wire/index.ts";
import { fakeTimers, settle } from "../testing/fake-timers.ts";
import type { Api } from "./api.ts";
import { connect } from "./connection.ts";

describe("the connection", () => {
  it("gives up a stream that is not even answered, and tries again", async () => {
    const timers = fakeTimers();
    const states: string[] = [];
    let asked = 0;
    const stream: Api["stream"] = (_, signal) => {
      asked++;
      return new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new TypeError("aborted"))),
      );
    };
    const api = { hello: async () => ({ version: 1 }) as Hello, stream } as Api;
    const link = connect({ api, timers, onState: (next) => states.push(next), onHello: () => {}, onItems: () => {} });
    await settle();
    timers.pass(39_000);
    await settle();
    expect([asked, states]).toEqual([1, ["connecting"]]);
    timers.pass(2_000);
    await settle();
    timers.pass(1_000);
    await settle();
    expect([asked, states]).toEqual([2, ["connecting", "lost"]]);
    link.close();
    await settle();
    timers.pass(60_000);
    await settle();
    expect(asked).toBe(2);
  });
});
