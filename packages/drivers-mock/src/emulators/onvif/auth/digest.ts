import { createHash } from "node:crypto";
import type { Clock, Random } from "@aisle/sdk";
import type { Account, Verdict } from "./account.ts";
import { randomHex } from "./random-hex.ts";

/** Hash functions of HTTP digest authentication (RFC 7616, section 6.1). */
export type DigestAlgorithm = "MD5" | "SHA-256";

/** HTTP digest authentication of one server (RFC 7616), also for RTSP (RFC 2326, section D.1.2). */
export interface DigestGuard {
  /** The value of a `WWW-Authenticate` header with a new nonce. */
  challenge(stale?: boolean): string;
  /** Checks the value of an `Authorization` header. */
  check(authorization: string, method: string, uri: string): Verdict;
}

const nonceLifeMs = 300_000;
const mostNonces = 256;
const mostUses = 1_024;
const longestHeader = 2_048;
const realm = "Aisle emulated camera";

interface Nonce {
  readonly madeAt: number;
  readonly uses: Set<string>;
}

/**
 * Nonces live five minutes, 256 at a time; a nonce count that was seen is stale. A client of RFC 2069 (without `qop`)
 * is let in too, as by most cameras.
 */
export function createDigestGuard(
  account: Account,
  algorithm: DigestAlgorithm,
  clock: Clock,
  random: Random,
): DigestGuard {
  const nonces = new Map<string, Nonce>();
  const hash = (...parts: readonly string[]): string =>
    createHash(algorithm === "MD5" ? "md5" : "sha256")
      .update(parts.join(":"))
      .digest("hex");
  const secret = hash(account.username, realm, account.password);

  const fresh = (name: string, use: string | undefined): boolean => {
    const nonce = nonces.get(name);
    if (nonce === undefined || clock.now() - nonce.madeAt > nonceLifeMs || nonce.uses.size >= mostUses) return false;
    if (use === undefined) return true;
    if (nonce.uses.has(use)) return false;
    nonce.uses.add(use);
    return true;
  };

  return {
    challenge(stale = false) {
      const name = randomHex(random, 32);
      nonces.set(name, { madeAt: clock.now(), uses: new Set() });
      if (nonces.size > mostNonces) for (const oldest of nonces.keys()) if (nonces.delete(oldest)) break;
      return (
        `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${name}"` + (stale ? ", stale=true" : "")
      );
    },
    check(authorization, method, uri) {
      const given = parameters(authorization);
      if (given === undefined) return "wrong";
      const { nonce = "", nc, cnonce = "", qop, response } = given;
      const request = hash(method, given["uri"] ?? "");
      const expected =
        qop === undefined ? hash(secret, nonce, request) : hash(secret, nonce, nc ?? "", cnonce, qop, request);
      if (given["username"] !== account.username || response?.toLowerCase() !== expected) return "wrong";
      if (given["uri"] !== uri || (qop !== undefined && (qop !== "auth" || nc === undefined))) return "wrong";
      return fresh(nonce, qop === undefined ? undefined : nc) ? "right" : "stale";
    },
  };
}

function parameters(authorization: string): Partial<Record<string, string>> | undefined {
  if (authorization.length > longestHeader || !/^digest\s/i.test(authorization)) return undefined;
  const found: Partial<Record<string, string>> = Object.create(null) as Partial<Record<string, string>>;
  for (const [, name, quoted, bare] of authorization.slice(7).matchAll(/([a-z]+)=(?:"([^"]*)"|([^\s,"]+))/gi))
    if (name !== undefined) found[name.toLowerCase()] = quoted ?? bare ?? "";
  return found;
}
