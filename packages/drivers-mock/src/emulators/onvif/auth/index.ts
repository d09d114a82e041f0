export type { Account, Verdict } from "./account.ts";
export { createDigestGuard, type DigestAlgorithm, type DigestGuard } from "./digest.ts";
export { randomHex } from "./random-hex.ts";
export { createTokenCheck, type TokenCheck } from "./username-token.ts";
