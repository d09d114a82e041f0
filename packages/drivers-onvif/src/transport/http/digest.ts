import { createHash } from "node:crypto";
import type { Challenge } from "./challenges.ts";

/** A digest challenge that can be answered. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server writes it; absent where it does not say, which means MD5. */
  readonly algorithm: string | undefined;
  /** Whether the server wants `qop=auth`; older ones know none (RFC 2069). */
  readonly qop: boolean;
  /** The digest was right and only its nonce too old (RFC 7616 section 3.3). */
  readonly stale: boolean;
}

/** Who asks for what. */
export interface DigestRequest {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** Path and query of the request. */
  readonly uri: string;
  /** How often this nonce has been used, from 1. */
  readonly count: number;
  readonly clientNonce: string;
}

/** Weakest first. */
const algorithms: readonly (readonly [string, string])[] = [
  ["md5", "md5"],
  ["sha-256", "sha256"],
  ["sha-512-256", "sha512-256"],
];

function hashOf(algorithm = "md5"): string | undefined {
  const name = algorithm.toLowerCase().replace(/-sess$/, "");
  return algorithms.find(([known]) => known === name)?.[1];
}

/** The strongest of the challenges that can be answered, or none: what is not Digest is never answered. */
export function chooseDigest(challenges: readonly Challenge[]): DigestChallenge | undefined {
  const strength = ({ algorithm = "md5" }: DigestChallenge): number =>
    algorithms.findIndex(([known]) => known === algorithm.toLowerCase().replace(/-sess$/, ""));
  return challenges
    .flatMap((challenge) => toDigest(challenge) ?? [])
    .reduce<DigestChallenge | undefined>(
      (best, next) => (best === undefined || strength(next) > strength(best) ? next : best),
      undefined,
    );
}

function toDigest({ scheme, parameters }: Challenge): DigestChallenge | undefined {
  const realm = parameters.get("realm");
  const nonce = parameters.get("nonce");
  const algorithm = parameters.get("algorithm");
  const qop = parameters.get("qop");
  if (scheme !== "digest" || realm === undefined || nonce === undefined || hashOf(algorithm) === undefined)
    return undefined;
  if (qop !== undefined && !qop.toLowerCase().split(/[ ,]+/).includes("auth")) return undefined;
  const stale = parameters.get("stale")?.toLowerCase() === "true";
  const digest = { realm, nonce, opaque: parameters.get("opaque"), algorithm, qop: qop !== undefined, stale };
  const echoed = [realm, nonce, digest.opaque ?? ""];
  return echoed.every((value) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) ? digest : undefined;
}

/** The `Authorization` header that answers a challenge (RFC 7616 section 3.4). */
export function answerDigest(challenge: DigestChallenge, request: DigestRequest): string {
  const { realm, nonce, opaque, algorithm, qop } = challenge;
  const { method, uri, clientNonce } = request;
  const count = request.count.toString(16).padStart(8, "0");
  const hash = (...parts: readonly string[]): string =>
    createHash(hashOf(algorithm) ?? "md5")
      .update(parts.join(":"), "latin1")
      .digest("hex");
  const user = hash(inBytes(request.username), realm, inBytes(request.password));
  const secret = /-sess$/i.test(algorithm ?? "") ? hash(user, nonce, clientNonce) : user;
  const asked = hash(method, uri);
  const response = qop ? hash(secret, nonce, count, clientNonce, "auth", asked) : hash(secret, nonce, asked);
  const fields = [
    `username=${quote(inBytes(request.username))}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(qop ? ["qop=auth", `nc=${count}`, `cnonce=${quote(clientNonce)}`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

function quote(value: string): string {
  return `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** A header carries bytes, and they are what is hashed: each byte of the UTF-8 as one character. */
function inBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}
