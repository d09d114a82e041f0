import { expect, it } from "vitest";
import { fakeSource } from "../testing/fake-source.ts";
import { follow } from "../testing/follower.ts";
import { type Served, serveTest } from "../testing/served.ts";
import { Logins } from "./logins.ts";

const api = "/api/v1";
const token = "a-token-of-the-shop";
const bearer = { authorization: `Bearer ${token}` };

/** The cookie of a fresh login, as a browser would send it. */
async function logIn(served: Served): Promise<{ cookie: string; whole: string }> {
  const { status, headers } = await served.post(`${api}/login`, { token });
  expect(status).toBe(200);
  const whole = headers["set-cookie"]?.[0] ?? "";
  return { cookie: whole.split(";")[0]!, whole };
}

it("with a token, everything of the wire format wants it, also what is not there; the page does not", async () => {
  await using served = await serveTest({ token });
  for (const path of ["hello", "stream", "chunks/0", "marks", "nothing", "commands"]) {
    const { status, headers, error } = await served.ask(`${api}/${path}`);
    expect({ path, status, code: error.code }).toEqual({ path, status: 401, code: "console-token-needed" });
    expect(headers["www-authenticate"]).toBe("Bearer");
  }
  expect((await served.post(`${api}/commands`, {})).status).toBe(401);
  expect((await served.ask("/")).status).not.toBe(401);
  expect((await served.ask(`${api}/hello`, { headers: bearer })).status).toBe(200);
});

it("a login gives a cookie that is not the token, that no script reads and no other site sends", async () => {
  await using served = await serveTest({ token, basePath: "/aisle" });
  const login = await served.post(`/aisle${api}/login`, { token });
  const whole = login.headers["set-cookie"]?.[0] ?? "";
  expect(whole).toMatch(/^aisle-page-\d+=[\w-]{43}; Path=\/aisle\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
  expect(whole + login.bytes.toString()).not.toContain(token);
  const headers = { cookie: `other=1; ${whole.split(";")[0]!}` };
  expect((await served.ask(`/aisle${api}/hello`, { headers })).status).toBe(200);
});

it("a login ends after twelve hours", async () => {
  await using served = await serveTest({ token });
  const { cookie } = await logIn(served);
  served.clock.advanceTo(served.clock.now() + 12 * 3_600_000 - 1);
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(200);
  served.clock.advanceTo(served.clock.now() + 1);
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(401);
});

it("a clock that is set back makes no login longer", () => {
  let time = 1_000_000_000;
  const logins = new Logins({ now: () => time, schedule: () => () => undefined });
  const value = logins.begin();
  expect(logins.holds(value)).toBe(true);
  time -= 86_400_000;
  expect(logins.holds(value)).toBe(false);
});

it("after a logout the cookie is worth nothing, and the stream of that login ends", async () => {
  await using served = await serveTest({ token });
  const { cookie } = await logIn(served);
  const client = await follow(served.port, { cookie });
  await client.until(({ items }) => items.length > 1);
  const out = await served.post(`${api}/logout`, {}, { cookie });
  expect(out.headers["set-cookie"]?.[0]).toContain("Max-Age=0");
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(401);
  served.clock.advanceTo(served.clock.now() + 15_000);
  await client.until(({ ended }) => ended);
});

it("the 257th login ends the first", async () => {
  await using served = await serveTest({ token });
  const { cookie } = await logIn(served);
  for (let i = 0; i < 255; i += 1) await logIn(served);
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(200);
  await logIn(served);
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(401);
});

it("after ten wrong tries in a minute even the right token waits, but who is logged in goes on", async () => {
  await using served = await serveTest({ token });
  const { cookie } = await logIn(served);
  for (let i = 0; i < 10; i += 1) {
    const wrong = i % 2 === 0 ? `${token}x` : token.slice(1);
    const asked =
      i < 5
        ? served.post(`${api}/login`, { token: wrong })
        : served.ask(`${api}/hello`, { headers: { authorization: `Bearer ${wrong}` } });
    expect(await asked).toMatchObject({ status: 401, json: { error: { code: "console-token-wrong" } } });
  }
  served.clock.advanceTo(served.clock.now() + 20_000);
  const locked = await served.post(`${api}/login`, { token });
  expect(locked).toMatchObject({ status: 429, headers: { "retry-after": "40" } });
  expect(locked.error.code).toBe("console-tries-exhausted");
  expect((await served.ask(`${api}/hello`, { headers: bearer })).status).toBe(429);
  expect((await served.ask(`${api}/hello`, { headers: { cookie } })).status).toBe(200);
  served.clock.advanceTo(served.clock.now() + 40_000);
  expect((await served.post(`${api}/login`, { token })).status).toBe(200);
});

it("neither a log line nor an answer ever tells the token", async () => {
  const lines: unknown[] = [];
  const line = (...words: unknown[]): void => void lines.push(words);
  const source = fakeSource({
    evidence: () => {
      throw new TypeError(`somewhere in it: ${token}`);
    },
  });
  await using served = await serveTest({ source, token, log: { debug: line, info: line, warn: line, error: line } });
  await logIn(served);
  const { bytes } = await served.ask(`${api}/evidence/x`, { headers: bearer });
  expect(lines.length).toBeGreaterThan(1);
  expect(JSON.stringify(lines) + bytes.toString()).not.toContain(token);
});

it.each(["short", "fifteen-chars--", "sixteen chars ok", "umlaut-ä-umlaut-ä"])("%s is no token", async (wrong) => {
  await expect(serveTest({ token: wrong })).rejects.toMatchObject({
    code: "console-options-invalid",
    remedy: expect.any(String),
  });
});

it("without a token a login changes nothing", async () => {
  await using served = await serveTest();
  const { status, headers } = await served.post(`${api}/login`, { token: "whatever" });
  expect({ status, cookie: headers["set-cookie"] }).toEqual({ status: 200, cookie: undefined });
});
