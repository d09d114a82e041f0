import { redact } from "../secrets/known-secrets.ts";
import { redactDeep } from "../secrets/redact-deep.ts";

/**
 * A value as a message shows it: short, and never a reason to throw, whatever the value does when it is looked at;
 * without secrets.
 */
export function show(value: unknown, most = 60): string {
  try {
    switch (typeof value) {
      case "undefined":
        return "nothing";
      case "object":
      case "string":
        return redact(JSON.stringify(redactDeep(value))).slice(0, most);
      case "function":
        return "a function";
      default:
        return redact(String(value)).slice(0, most);
    }
  } catch {
    return `a ${typeof value} that cannot be read`;
  }
}
