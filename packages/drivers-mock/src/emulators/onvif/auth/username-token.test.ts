import { VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { account, startsAt, token } from "../onvif.fixture.ts";
import { parseXml } from "../soap/index.ts";
import { createTokenCheck } from "./username-token.ts";

const header = (inner: string) => parseXml(Buffer.from(`<Header>${inner}</Header>`));

describe("a WS-UsernameToken", () => {
  it("is checked as in the example of ONVIF's programmer's guide", () => {
    const created = Date.UTC(2010, 8, 16, 7, 50, 45);
    const check = createTokenCheck(
      { username: "user", password: "userpassword" },
      new VirtualClock(created),
      () => created,
    );
    const given = `<Security><UsernameToken><Username>user</Username><Password Type="x#PasswordDigest">
      tuOSpGlFlIXsozq4HFNeeGeFLEI=</Password><Nonce>LKqI6G/AikKCQrN0zqZFlg==</Nonce>
      <Created>2010-09-16T07:50:45Z</Created></UsernameToken></Security>`;
    expect(check(header(given))).toBe("right");
  });

  it("is good once, until its time is too old anyway", () => {
    const clock = new VirtualClock(startsAt);
    const check = createTokenCheck(account, clock, () => clock.now());
    const given = header(token(account, startsAt + 200_000));
    expect([check(given), check(given)]).toEqual(["right", "stale"]);
    clock.advanceTo(startsAt + 499_000);
    expect(check(given)).toBe("stale");
  });

  it("is stale when it was made over five minutes from the camera's own time, either way", () => {
    const clock = new VirtualClock(startsAt);
    const check = createTokenCheck(account, clock, () => clock.now() + 3_600_000);
    const at = (ms: number) => check(header(token(account, startsAt + 3_600_000 + ms)));
    expect([at(-299_000), at(299_000), at(-301_000), at(301_000)]).toEqual(["right", "right", "stale", "stale"]);
    expect(check(header(token(account, startsAt)))).toBe("stale");
  });

  it("is wrong with another user, another password, as plain text or without a time", () => {
    const clock = new VirtualClock(startsAt);
    const check = createTokenCheck(account, clock, () => clock.now());
    const good = token(account, startsAt);
    expect(check(header(token({ ...account, username: "other" }, startsAt)))).toBe("wrong");
    expect(check(header(token({ ...account, password: "other" }, startsAt)))).toBe("wrong");
    expect(check(header(good.replace("PasswordDigest", "PasswordText")))).toBe("wrong");
    expect(check(header(good.replaceAll("Created", "Made")))).toBe("wrong");
    expect(check(header(good))).toBe("right");
    expect(check(header(""))).toBeUndefined();
  });
});
