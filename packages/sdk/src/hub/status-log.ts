import type { DeviceStatus } from "../status/status.ts";
import type { Logger } from "./log.ts";

/**
 * Logs changes of a status: one line when it is lost and one when it is back, and not one for each of the thousand
 * failed tries of a device that is away for days. Each other trouble that it has meanwhile is told once.
 */
export function statusLogger(name: string, log: Logger): (status: DeviceStatus) => void {
  /** What was told since it was last online; never more than there are states and reasons. */
  const told = new Set<string>();
  return (status) => {
    switch (status.state) {
      case "online":
        told.clear();
        log.info(`${name} is online`);
        return;
      case "idle":
        if ("reason" in status) log.info(`${name} is out of service: ${status.reason.message}`);
        return;
      case "degraded":
      case "offline":
      case "blocked": {
        const { code, message, remedy } = status.reason;
        const trouble = `${status.state} ${code}`;
        log[told.has(trouble) ? "debug" : "warn"](`${name} is ${status.state}: ${message}`, { code, remedy });
        told.add(trouble);
        return;
      }
      default:
        log.debug(`${name} is ${status.state}`);
    }
  };
}
