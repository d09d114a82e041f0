import { seededRandom, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { account, authorize, startsAt } from "../onvif.fixture.ts";
import { createDigestGuard, type DigestAlgorithm } from "./digest.ts";

function makeGuard(algorithm: DigestAlgorithm = "MD5") {
  const clock = new VirtualClock(startsAt);
  return { clock, guard: createDigestGuard(account, algorithm, clock, seededRandom(1)) };
}

describe("HTTP digest authentication", () => {
  it.each(["MD5", "SHA-256"] as const)("lets in who answers a challenge with %s rightly", (algorithm) => {
    const { guard } = makeGuard(algorithm);
    expect(guard.check(authorize(guard.challenge(), "POST", "/a", account), "POST", "/a")).toBe("right");
  });

  it("is wrong with another user, password, method or address", () => {
    const { guard } = makeGuard();
    const challenge = guard.challenge();
    const given = (who: typeof account, method = "POST", uri = "/a") =>
      guard.check(authorize(challenge, method, uri, who), "POST", "/a");
    expect(given({ ...account, password: "other" })).toBe("wrong");
    expect(given({ ...account, username: "other" })).toBe("wrong");
    expect(given(account, "GET")).toBe("wrong");
    expect(given(account, "POST", "/b")).toBe("wrong");
    expect(given(account)).toBe("right");
  });

  it("takes each count of a nonce once, in any order", () => {
    const { guard } = makeGuard();
    const challenge = guard.challenge();
    const use = (count: number) => guard.check(authorize(challenge, "GET", "/a", account, count), "GET", "/a");
    expect([use(2), use(1), use(2), use(1), use(3)]).toEqual(["right", "right", "stale", "stale", "right"]);
  });

  it("holds a nonce for five minutes, and the last 256 of them", () => {
    const { guard, clock } = makeGuard();
    const first = guard.challenge();
    const use = (challenge: string) => guard.check(authorize(challenge, "GET", "/a", account), "GET", "/a");
    for (let more = 0; more < 256; more++) guard.challenge();
    expect(use(first)).toBe("stale");
    const last = guard.challenge(true);
    expect(last).toContain("stale=true");
    clock.advanceTo(startsAt + 300_001);
    expect(use(last)).toBe("stale");
    expect(use(last.replace(/nonce="\w+"/, 'nonce="made up"'))).toBe("stale");
  });

  it.each(["", "Basic YTpi", "Digest", `Digest ${"a=b,".repeat(1_000)}`, 'Digest __proto__="x", response="y"'])(
    "is wrong with %.40s",
    (header) => {
      expect(makeGuard().guard.check(header, "GET", "/a")).toBe("wrong");
    },
  );
});
