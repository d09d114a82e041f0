import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChallenges } from "./challenges.ts";
import { answerDigest, chooseDigest } from "./digest.ts";

/** RFC 7616 section 3.9.1. */
const example = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const request = {
  username: "Mufasa",
  password: "Circle of Life",
  method: "GET",
  uri: "/dir/index.html",
  count: 1,
  clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
};

describe("digest authentication", () => {
  it.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("answers the example of RFC 7616 with %s", (algorithm, response) => {
    const challenge = chooseDigest(readChallenges(example(algorithm)));
    expect(challenge && answerDigest(challenge, request)).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", response="${response}", algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
  });

  it("answers a server of before qop as RFC 2069 says", () => {
    const challenge = chooseDigest(
      readChallenges('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'),
    );
    // Of the same example in RFC 2617 section 3.5, without its qop; computed with OpenSSL.
    expect(challenge && answerDigest(challenge, { ...request, password: "Circle Of Life" })).toContain(
      'response="670fd8c2df070c60b045671b8b24ff02"',
    );
  });

  it("takes the strongest of several challenges in one header", () => {
    const header = `Basic realm="x", ${example("MD5")}, ${example("SHA-256")}, Negotiate`;
    expect(readChallenges(header).map(({ scheme }) => scheme)).toEqual(["basic", "digest", "digest", "negotiate"]);
    expect(chooseDigest(readChallenges(header))?.algorithm).toBe("SHA-256");
  });

  it.each([
    ["Basic", 'Basic realm="x"'],
    ["an algorithm that nobody knows", 'Digest realm="x", nonce="n", algorithm=ROT13'],
    ["a check of the body only", 'Digest realm="x", nonce="n", qop="auth-int"'],
    ["no nonce", 'Digest realm="x"'],
    ["a nonce with line ends", 'Digest realm="x", nonce="a\r\nX: y"'],
    ["nothing", ""],
  ])("does not answer %s", (_what, header) => {
    expect(chooseDigest(readChallenges(header))).toBeUndefined();
  });

  it("reads any header without throwing", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom("Digest ", 'realm="', '"', "=", ",", "\\", "nonce=", " "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const challenge = chooseDigest(readChallenges(pieces.join("")));
        if (challenge !== undefined) answerDigest(challenge, request);
      }),
      { numRuns: 2_000 },
    );
  });
});
