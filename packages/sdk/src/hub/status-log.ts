import type { DeviceStatus } from "../status/status.ts";
import type { Logger } from "./log.ts";

/** Logs changes of a status, but not each of the thousand failed tries of a device that is away for days. */
export function statusLogger(name: string, log: Logger): (status: DeviceStatus) => void {
  let lastTrouble: string | undefined;
  return (status) => {
    switch (status.state) {
      case "online":
        lastTrouble = undefined;
        log.info(`${name} is online`);
        return;
      case "degraded":
      case "offline":
      case "blocked": {
        const { code, message, remedy } = status.reason;
        const trouble = `${status.state} ${code}`;
        log[trouble === lastTrouble ? "debug" : "warn"](`${name} is ${status.state}: ${message}`, { code, remedy });
        lastTrouble = trouble;
        return;
      }
      default:
        log.debug(`${name} is ${status.state}`);
    }
  };
}
