import { describe, expect, it } from "vitest";
import { authorise } from "./authorisation.ts";
import { readChallenges } from "./challenges.ts";

const field = (
  challenges: readonly string[],
  username: string,
  password: string,
  cnonce: string,
  method = "GET",
): string | undefined =>
  authorise(readChallenges(challenges), { username, password }, () => cnonce)?.field(method, "/dir/index.html");

describe("authorisation", () => {
  const nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  const rfc7616 = (algorithm: string): string =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

  it.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("answers the example of RFC 7616 section 3.9.1 with %s", (algorithm, response) => {
    const value = field([rfc7616(algorithm)], "Mufasa", "Circle of Life", cnonce);
    expect(value).toContain(`response="${response}"`);
    expect(value).toContain("qop=auth, nc=00000001");
    expect(value).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
  });

  it("answers the example of RFC 2617 section 3.5", () => {
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
    expect(field([challenge], "Mufasa", "Circle Of Life", "0a4f113b")).toContain(
      'response="6629fae49393a05397450978507c4ef1"',
    );
  });

  it("prefers SHA-256 to MD5 and either to Basic, in whatever order and in one field or several", () => {
    expect(field(['Basic realm="a"', rfc7616("MD5"), rfc7616("SHA-256")], "u", "p", "c")).toContain(
      "algorithm=SHA-256",
    );
    expect(field([`Basic realm="a", ${rfc7616("MD5")}`], "u", "p", "c")).toContain("algorithm=MD5");
    expect(field(['Basic realm="a"'], "u", "p", "c")).toBe("Basic dTpw");
  });

  it("counts the uses of a nonce", () => {
    const authorisation = authorise(readChallenges([rfc7616("MD5")]), { username: "u", password: "p" }, () => "c");
    authorisation?.field("DESCRIBE", "rtsp://c/");
    expect(authorisation?.field("SETUP", "rtsp://c/")).toContain("nc=00000002");
  });

  it("writes quotes in a user name so that they end nothing", () => {
    expect(field(['Digest realm="a", nonce="b"'], 'a"b\\', "p", "c")).toContain(String.raw`username="a\"b\\"`);
  });

  it.each([
    ["an unknown scheme", 'Bearer realm="a"'],
    ["an unknown hash", 'Digest realm="a", nonce="b", algorithm=SHA3-256'],
    ["integrity only", 'Digest realm="a", nonce="b", qop="auth-int"'],
    ["no nonce", 'Digest realm="a"'],
    ["nothing", ""],
    ["noise", '=,,"\\ Digest'],
  ])("meets no challenge with %s", (_, challenge) => {
    expect(field([challenge], "u", "p", "c")).toBeUndefined();
  });
});
