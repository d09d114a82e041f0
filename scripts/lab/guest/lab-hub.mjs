import hidParts, { createHidTransport } from "@aisle/drivers-hid";
import serialParts from "@aisle/drivers-serial";
import { openHub } from "@aisle/sdk";

const parts = [...hidParts, ...serialParts];

/** A hub with every driver that the lab tries. It tries again soon, so that the lab is soon over. */
export function labHub(devices) {
  return openHub({
    drivers: parts.filter((part) => "kind" in part),
    transports: parts.filter((part) => !("kind" in part)),
    devices,
    supervision: { retryFirst: 50, retryCap: 200, flappingLosses: 1_000 },
  });
}

/** Opens a HID device without a hub. */
export function openHid(usb) {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const clock = {
    now: () => Date.now(),
    schedule(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
  const settings = { usb, connectTimeout: 5_000 };
  return createHidTransport().open({ settings, clock, log, signal: new AbortController().signal });
}
