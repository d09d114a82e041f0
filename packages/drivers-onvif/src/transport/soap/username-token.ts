import { createHash } from "node:crypto";
import { escapeXml } from "./xml-tree.ts";

/** What a token is made of. */
export interface TokenParts {
  readonly username: string;
  readonly password: string;
  /** Fresh random bytes. */
  readonly nonce: Uint8Array;
  /** The time by the camera's clock, ms since the epoch: a camera refuses tokens that look old. */
  readonly created: number;
}

const oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";

/** The SOAP header that proves who asks, without telling the password (OASIS UsernameToken Profile 1.0, section 3.1). */
export function usernameToken({ username, password, nonce, created }: TokenParts): string {
  const at = new Date(created).toISOString();
  const digest = createHash("sha1").update(nonce).update(at).update(password).digest("base64");
  return (
    `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${oasis}-wssecurity-secext-1.0.xsd" xmlns:wsu="${oasis}-wssecurity-utility-1.0.xsd">` +
    `<wsse:UsernameToken><wsse:Username>${escapeXml(username)}</wsse:Username>` +
    `<wsse:Password Type="${oasis}-username-token-profile-1.0#PasswordDigest">${digest}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${oasis}-soap-message-security-1.0#Base64Binary">${Buffer.from(nonce).toString("base64")}</wsse:Nonce>` +
    `<wsu:Created>${at}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}
