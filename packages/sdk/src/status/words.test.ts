import { describe, expect, it } from "vitest";
import { type DeviceStatus, type ReasonCode, reasonCodes } from "./status.ts";
import { reasonWords, stateWords, statusWords } from "./words.ts";

const because = (code: ReasonCode) => ({ code, message: "" });
const offline = (code: ReasonCode): DeviceStatus => ({
  state: "offline",
  since: 0,
  reason: because(code),
  attempt: 1,
  nextRetryAt: 9,
});
const brief = (status: DeviceStatus): string => {
  const { unifiedPos, openHab } = statusWords(status);
  return `${unifiedPos.state} ${unifiedPos.power} ${openHab.status} ${openHab.detail}`;
};

describe("the words of other fields", () => {
  it.each<[string, DeviceStatus, string]>([
    ["never connected", { state: "idle", since: 0 }, "S_CLOSED PS_UNKNOWN UNINITIALIZED NONE"],
    [
      "out of service",
      { state: "idle", since: 0, reason: because("out-of-service") },
      "S_CLOSED PS_UNKNOWN UNINITIALIZED DISABLED",
    ],
    ["connecting", { state: "connecting", since: 0, attempt: 1 }, "S_CLOSED PS_UNKNOWN INITIALIZING NONE"],
    ["online", { state: "online", since: 0 }, "S_IDLE PS_ONLINE ONLINE NONE"],
    ["degraded", { state: "degraded", since: 0, reason: because("hardware-fault") }, "S_IDLE PS_ONLINE ONLINE NONE"],
    ["unplugged", offline("device-gone"), "S_ERROR PS_OFF OFFLINE GONE"],
    ["held by another program", offline("device-busy"), "S_ERROR PS_OFFLINE OFFLINE COMMUNICATION_ERROR"],
    ["on a bus that is not open", offline("parent-offline"), "S_ERROR PS_OFF_OFFLINE OFFLINE BRIDGE_OFFLINE"],
    [
      "refused its password",
      { state: "blocked", since: 0, reason: because("auth-failed") },
      "S_ERROR PS_OFFLINE OFFLINE CONFIGURATION_ERROR",
    ],
    [
      "without its driver",
      { state: "blocked", since: 0, reason: because("module-missing") },
      "S_ERROR PS_UNKNOWN UNINITIALIZED HANDLER_MISSING_ERROR",
    ],
    ["closed", { state: "closed", since: 0, reason: because("closed-by-host") }, "S_CLOSED PS_UNKNOWN REMOVED NONE"],
  ])("for a device that is %s", (_what, status, words) => {
    expect(brief(status)).toBe(words);
  });

  it("stand for every state and every reason, as the README lists them", async () => {
    const { readFile } = await import("node:fs/promises");
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    for (const [state, words] of Object.entries(stateWords)) {
      expect(readme).toContain(`| \`${state}\` | \`${words.state}\` | \`${words.power}\` | \`${words.openHab}\` |`);
    }
    for (const code of reasonCodes) {
      const { power, openHab } = reasonWords[code];
      expect(readme).toContain(`| \`${code}\` | ${power === undefined ? "" : `\`${power}\``} | \`${openHab}\` |`);
    }
  });
});
