import { createHash } from "node:crypto";
import type { Clock } from "@aisle/sdk";
import { at, child, parseDateTime, type XmlElement } from "../soap/index.ts";
import type { Account, Verdict } from "./account.ts";

/** How far `Created` may be from the camera's own clock. */
const windowMs = 300_000;
const mostNonces = 10_000;
const longestWord = 128;

/** Checks the UsernameToken of a SOAP header (WS-Security UsernameToken Profile 1.0, section 3.1). */
export type TokenCheck = (header: XmlElement | undefined) => Verdict | undefined;

/**
 * Only `PasswordDigest` is taken: Base64(SHA-1(nonce + created + password)). `Created` has to be within five minutes of
 * the camera's clock, and a nonce is good once (ONVIF Core 21.12, Username token profile). Nothing where there is no token.
 * `cameraTime` gives the time that the camera believes in.
 */
export function createTokenCheck(account: Account, clock: Clock, cameraTime: () => number): TokenCheck {
  /** Nonces that were used, with the moment after which their `Created` is too old anyway. */
  const used = new Map<string, number>();

  const forget = (): void => {
    const now = clock.now();
    for (const [nonce, until] of used) {
      if (until > now && used.size < mostNonces) return;
      used.delete(nonce);
    }
  };

  return (header) => {
    const token = at(header, "Security", "UsernameToken");
    if (token === undefined) return undefined;
    const word = (name: string): string => child(token, name)?.text ?? "";
    const nonce = word("Nonce");
    const created = word("Created");
    const madeAt = parseDateTime(created);
    const type = child(token, "Password")?.attributes.get("Type");
    if (nonce.length > longestWord || created.length > longestWord || madeAt === undefined) return "wrong";
    if (type?.endsWith("#PasswordDigest") !== true || word("Username") !== account.username) return "wrong";
    const digest = createHash("sha1").update(Buffer.from(nonce, "base64")).update(created).update(account.password);
    if (digest.digest("base64") !== word("Password")) return "wrong";
    forget();
    const key = `${nonce} ${created}`;
    if (Math.abs(madeAt - cameraTime()) > windowMs || used.has(key)) return "stale";
    used.set(key, clock.now() + 2 * windowMs);
    return "right";
  };
}
