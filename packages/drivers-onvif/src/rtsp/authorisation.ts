import { createHash } from "node:crypto";
import type { Challenge } from "./challenges.ts";

/** Who asks. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A challenge that can be met. */
export interface Authorisation {
  /** The camera's nonce; empty for Basic. */
  readonly nonce: string;
  /** Value of the `Authorization` field for one request. */
  field(method: string, uri: string): string;
}

const hashes: Readonly<Record<string, string>> = {
  md5: "md5",
  "md5-sess": "md5",
  "sha-256": "sha256",
  "sha-256-sess": "sha256",
  "sha-512-256": "sha512-256",
  "sha-512-256-sess": "sha512-256",
};

/** Meets the best of these challenges: digest with SHA-2, with MD5, then Basic; nothing where none is known. */
export function authorise(
  challenges: readonly Challenge[],
  credentials: Credentials,
  clientNonce: () => string,
): Authorisation | undefined {
  const offered = challenges
    .map((challenge) => ({ challenge, strength: strengthOf(challenge) }))
    .filter(({ strength }) => strength > 0)
    .sort((one, other) => other.strength - one.strength);
  const best = offered[0]?.challenge;
  if (best === undefined) return undefined;
  return best.scheme === "basic" ? basic(credentials) : digest(best.parameters, credentials, clientNonce);
}

function strengthOf({ scheme, parameters }: Challenge): number {
  if (scheme === "basic") return 1;
  if (scheme !== "digest" || !parameters.has("nonce") || !parameters.has("realm")) return 0;
  const qop = parameters.get("qop");
  if (qop !== undefined && !offersAuth(qop)) return 0;
  const hash = hashes[(parameters.get("algorithm") ?? "md5").toLowerCase()];
  return hash === undefined ? 0 : hash === "md5" ? 2 : 3;
}

const offersAuth = (qop: string): boolean => qop.split(",").some((each) => each.trim().toLowerCase() === "auth");

function basic({ username, password }: Credentials): Authorisation {
  const value = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  return { nonce: "", field: () => value };
}

/** RFC 7616 section 3.4; without `qop` as in RFC 2069, which RTSP (RFC 2326 section 14) was written with. */
function digest(
  parameters: ReadonlyMap<string, string>,
  { username, password }: Credentials,
  clientNonce: () => string,
): Authorisation {
  const algorithm = parameters.get("algorithm");
  const lower = (algorithm ?? "md5").toLowerCase();
  const hash = (text: string): string =>
    createHash(hashes[lower] ?? "md5")
      .update(text)
      .digest("hex");
  const [realm = "", nonce = "", opaque, qop] = ["realm", "nonce", "opaque", "qop"].map((name) => parameters.get(name));
  const secret = hash(`${username}:${realm}:${password}`);
  let count = 0;
  return {
    nonce,
    field(method, uri) {
      count += 1;
      const uses = count.toString(16).padStart(8, "0");
      const own = clientNonce();
      const first = lower.endsWith("-sess") ? hash(`${secret}:${nonce}:${own}`) : secret;
      const second = hash(`${method}:${uri}`);
      const response = hash(
        qop === undefined ? `${first}:${nonce}:${second}` : `${first}:${nonce}:${uses}:${own}:auth:${second}`,
      );
      const fields = [
        `username=${quoted(username)}`,
        `realm=${quoted(realm)}`,
        `nonce=${quoted(nonce)}`,
        `uri=${quoted(uri)}`,
        `response="${response}"`,
        ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
        ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
        ...(qop === undefined ? [] : ["qop=auth", `nc=${uses}`]),
        ...(qop === undefined && !lower.endsWith("-sess") ? [] : [`cnonce="${own}"`]),
      ];
      return `Digest ${fields.join(", ")}`;
    },
  };
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
