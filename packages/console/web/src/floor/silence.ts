import type { StoreState } from "../../../src/wire/index.ts";

/** Why there is nothing to see of a camera, in a few words. */
export function tellSilence(camera: string, { devices }: Pick<StoreState, "devices">): string {
  const status = devices.find(({ device }) => device === camera)?.status;
  if (status === undefined) return "has said nothing yet";
  if (status.state === "idle" && "reason" in status) {
    return status.reason.code === "out-of-service" ? "out of service" : "not in use";
  }
  return status.state === "online" || status.state === "degraded" ? "sees nothing now" : status.state;
}
