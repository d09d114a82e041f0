export { redact } from "./known-secrets.ts";
export { isTelling, redactDeep } from "./redact-deep.ts";
export { isSecret, Secret } from "./secret.ts";
export { secret } from "./secret-schema.ts";
