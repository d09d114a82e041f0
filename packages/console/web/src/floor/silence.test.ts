import type { DeviceStatus } from "@aisle/sdk";
import { expect, it } from "vitest";
import { tellSilence } from "./silence.ts";

const told = (status: DeviceStatus) => tellSilence("cam-1", { devices: [{ device: "cam-1", kind: "camera", status }] });

it("a camera of which there is nothing to see is not said to have been silent always", () => {
  expect(tellSilence("cam-1", { devices: [] })).toBe("has said nothing yet");
  expect(told({ state: "idle", since: 1, reason: { code: "out-of-service", message: "New lens." } })).toBe(
    "out of service",
  );
  expect(told({ state: "online", since: 1 })).toBe("sees nothing now");
  expect(told({ state: "connecting", since: 1, attempt: 2 })).toBe("connecting");
});
